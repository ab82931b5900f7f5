import { describe, expect, test, vi } from 'vitest';
import type { SeenFile } from '../../../core/catalogue/compare-folders.ts';
import { FailedFileStore } from '../../../core/catalogue/failed-file-store.ts';
import { FavouriteStore } from '../../../core/catalogue/favourite-store.ts';
import { FolderStore } from '../../../core/catalogue/folder-store.ts';
import { GoneStore } from '../../../core/catalogue/gone-store.ts';
import { IndexingStore } from '../../../core/catalogue/indexing-store.ts';
import type { Catalogue } from '../../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../../core/catalogue/outbox-store.ts';
import { VideoStore } from '../../../core/catalogue/video-store.ts';
import { ViewStore } from '../../../core/catalogue/view-store.ts';

import { madeUpFile } from '../../support/made-up-video.ts';
import { testCatalogue } from '../../support/test-catalogue.ts';

const hashA = 'aaaaaaaaaaaaaaaa';
const hashB = 'bbbbbbbbbbbbbbbb';

/** A library whose folder is `/library`; each call of `look` sees exactly the given files in it. */
async function library() {
  const catalogue = await testCatalogue();
  const folders = new FolderStore(catalogue);
  const gone = new GoneStore(catalogue);
  const indexing = new IndexingStore(catalogue);
  const scope = { root: '/library', collection: 'library' };
  const look = async (files: readonly SeenFile[], redo?: 'identify' | 'describe') => {
    // Later than everything that was known before.
    const seenMs = Date.now() + 1;
    const { added, changed } = await folders.recordFolders({ ...scope, redo }, [
      { path: '/library', files, unreadable: [], seenMs },
    ]);
    return { added, changed, missing: await gone.hide('/library') };
  };
  const read = async (hashes: Readonly<Record<string, string>>) => {
    const claimed = await indexing.claim('indexer', 100);
    const files = claimed.map(({ path }) =>
      madeUpFile(path, { hash: hashes[path] ?? '', title: path }),
    );
    await indexing.save('indexer', files);
    await indexing.settleReplacements();
    return claimed.map((file) => file.path).sort();
  };
  return { catalogue, folders, gone, scope, indexing, look, read, ...stores(catalogue) };
}

function stores(catalogue: Catalogue) {
  return {
    videos: new VideoStore(catalogue),
    favourites: new FavouriteStore(catalogue),
    views: new ViewStore(catalogue),
    outbox: new OutboxStore(catalogue),
    failedFiles: new FailedFileStore(catalogue),
  };
}

function seen(path: string, changes: Partial<SeenFile> = {}): SeenFile {
  return { path, sizeBytes: 30_000_000, mtimeMs: 1_700_000_000_000, companions: 0, ...changes };
}

describe('a look at a folder', () => {
  test('makes new files pending and leaves unchanged ones alone', async () => {
    const { look, read } = await library();
    expect(await look([seen('/library/a.mp4')])).toEqual({ added: 1, changed: 0, missing: 0 });
    expect(await read({ '/library/a.mp4': hashA })).toEqual(['/library/a.mp4']);
    expect(await look([seen('/library/a.mp4')])).toEqual({ added: 0, changed: 0, missing: 0 });
    expect(await read({})).toEqual([]);
  });

  test('makes a file pending again when its size or time changed', async () => {
    const { look, read } = await library();
    await look([seen('/library/a.mp4'), seen('/library/b.mp4')]);
    await read({ '/library/a.mp4': hashA, '/library/b.mp4': hashB });
    const counts = await look([
      seen('/library/a.mp4', { sizeBytes: 1 }),
      seen('/library/b.mp4', { mtimeMs: 1 }),
    ]);
    expect(counts).toEqual({ added: 0, changed: 2, missing: 0 });
  });

  test('that does not see a file hides its video and deletes nothing', async () => {
    const { look, read, videos, favourites } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    await favourites.add(hashA);
    expect(await look([])).toEqual({ added: 0, changed: 0, missing: 1 });
    expect((await videos.find(hashA))?.isPresent).toBe(false);
    expect(await favourites.has(hashA)).toBe(true);
    expect(await videos.counts()).toEqual({ total: 1, missing: 1, failed: 0 });
  });

  test('takes what could not be looked at for present', async () => {
    const { look, read, folders, gone, scope, videos } = await library();
    await look([seen('/library/a.mp4'), seen('/library/b.mp4')]);
    await read({ '/library/a.mp4': hashA, '/library/b.mp4': hashB });
    await folders.recordFolders(scope, [
      {
        path: '/library',
        files: [],
        unreadable: ['/library/a.mp4'],
        seenMs: Date.now() + 1,
      },
    ]);
    expect(await gone.hide('/library')).toBe(1);
    expect((await videos.find(hashA))?.isPresent).toBe(true);
    expect((await videos.find(hashB))?.isPresent).toBe(false);
  });

  test('that is deep knows the folders below, and notes as gone what is in those it did not come to', async () => {
    const { folders, gone, scope } = await library();
    for (const name of ['a', 'a/b', 'c', 'cd']) {
      const path = `/library/${name}`;
      const files = [seen(`${path}/1.mp4`)];
      await folders.recordFolders(scope, [{ path, files, unreadable: [], seenMs: 1 }]);
    }
    const knownIn = async (path: string, isDeep: boolean) =>
      await folders.knownFolders('/library', { path, isDeep });
    expect(await knownIn('/library', true)).toHaveLength(4);
    expect(await knownIn('/library/c', true)).toEqual(['/library/c']);
    expect(await knownIn('/library/a', false)).toEqual(['/library/a']);
    expect(await folders.noteGone('/library', await knownIn('/library/a', true))).toBe(2);
    expect(await gone.count('/library')).toEqual({ known: 4, gone: 2 });
  });

  test('takes a file back that was noted as gone, and reads nothing', async () => {
    const { look, read, folders, gone, indexing } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    await folders.noteGone('/library', ['/library']);
    expect((await gone.count('/library')).gone).toBe(1);
    // In the same millisecond a look cannot tell what came first.
    await vi.waitFor(async () => {
      await look([seen('/library/a.mp4')]);
      expect((await gone.count('/library')).gone).toBe(0);
    });
    expect((await indexing.pendingCounts()).pending).toBe(0);
  });

  test('has a file described again when its sidecars changed, and keeps who it is', async () => {
    const { look, read, indexing } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    expect(await look([seen('/library/a.mp4', { companions: 7 })])).toMatchObject({ changed: 1 });
    const [claimed] = await indexing.claim('indexer', 1);
    expect(claimed).toMatchObject({ todo: 'describe', hash: hashA });
    await indexing.release('indexer', ['/library/a.mp4']);
    expect(await look([seen('/library/a.mp4', { companions: 7, mtimeMs: 1 })])).toMatchObject({
      changed: 1,
    });
    expect((await indexing.claim('indexer', 1))[0]?.todo).toBe('identify');
  });

  test('makes unchanged files pending when everything is to be read again', async () => {
    const { look, read, indexing } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    await look([seen('/library/a.mp4'), seen('/library/b.mp4')]);
    await indexing.claim('indexer', 10);
    await indexing.fail('indexer', '/library/b.mp4', {
      error: 'no video in it',
      attempts: 1,
      retryAfterMs: undefined,
    });
    await look([seen('/library/a.mp4'), seen('/library/b.mp4')], 'describe');
    const claimed = await indexing.claim('indexer', 10);
    expect(new Map(claimed.map(({ path, todo }) => [path, todo]))).toEqual(
      new Map([
        ['/library/a.mp4', 'describe'],
        ['/library/b.mp4', 'identify'],
      ]),
    );
  });

  test('lets a file that is perhaps being written wait', async () => {
    const { look, indexing } = await library();
    await look([seen('/library/a.mp4', { mtimeMs: Date.now() })]);
    expect(await indexing.claim('indexer', 1)).toEqual([]);
    expect(await indexing.pendingCounts()).toEqual({ pending: 1, unsettled: 1, parked: 0 });
  });

  test('leaves a file visible while a new one of its size may be the same, moved', async () => {
    const { look, read, videos, indexing } = await library();
    await look([seen('/library/old.mp4')]);
    await read({ '/library/old.mp4': hashA });
    expect(await look([seen('/library/new.mp4')])).toEqual({ added: 1, changed: 0, missing: 0 });
    expect((await videos.find(hashA))?.isPresent).toBe(true);
    expect(await indexing.holdersOf(hashA, '/library/new.mp4')).toMatchObject([
      { path: '/library/old.mp4', standing: 'gone' },
    ]);
  });
});

describe('a video', () => {
  test('stays the same, with favourite and added date, when its file is renamed', async () => {
    const { look, read, gone, videos, favourites } = await library();
    await look([seen('/library/old.mp4')]);
    await read({ '/library/old.mp4': hashA });
    await favourites.add(hashA);
    const before = await videos.find(hashA);
    await look([seen('/library/new.mp4')]);
    await gone.markMoved('/library/old.mp4');
    await read({ '/library/new.mp4': hashA });
    const after = await videos.find(hashA);
    expect(after).toMatchObject({
      isPresent: true,
      title: '/library/new.mp4',
      addedMs: before?.addedMs,
    });
    expect((await videos.files(hashA)).map(({ path, isMissing }) => ({ path, isMissing }))).toEqual(
      [
        { path: '/library/new.mp4', isMissing: false },
        { path: '/library/old.mp4', isMissing: true },
      ],
    );
    expect(await favourites.all()).toEqual([hashA]);
  });

  test('hands what a person did to the content that replaces it at its path', async () => {
    const { look, read, videos, favourites, views } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    await favourites.add(hashA);
    await views.record(hashA, { positionS: 12, watchedS: 12 });
    const before = await videos.find(hashA);
    await look([seen('/library/a.mp4', { mtimeMs: 1_800_000_000_000 })]);
    await read({ '/library/a.mp4': hashB });
    expect(await favourites.all()).toEqual([hashB]);
    expect(await views.summary(hashB)).toMatchObject({ views: 1, positionS: 12 });
    expect(await videos.find(hashB)).toMatchObject({ isPresent: true, addedMs: before?.addedMs });
    expect((await videos.find(hashA))?.isPresent).toBe(false);
  });

  test('keeps what a person did while another copy of it is left', async () => {
    const { look, read, favourites, indexing } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    await look([seen('/library/a.mp4'), seen('/library/copy.mp4')]);
    await indexing.saveFullHash('/library/a.mp4', 'full');
    await indexing.claim('indexer', 1);
    await indexing.save('indexer', [
      { ...madeUpFile('/library/copy.mp4', { hash: hashA }), fullHash: 'full' },
    ]);
    await favourites.add(hashA);
    await look([seen('/library/a.mp4', { mtimeMs: 1 }), seen('/library/copy.mp4')]);
    await read({ '/library/a.mp4': hashB });
    expect(await favourites.all()).toEqual([hashA]);
  });

  test('with two copies is named by the first of them by path, in whichever order they are read', async () => {
    const { look, indexing, videos } = await library();
    await look([seen('/library/a.mp4'), seen('/library/b.mp4')]);
    const titles = { '/library/a.mp4': 'First', '/library/b.mp4': 'Second' };
    for (const path of ['/library/b.mp4', '/library/a.mp4'] as const) {
      await indexing.claim('indexer', 10);
      await indexing.save('indexer', [
        { ...madeUpFile(path, { hash: hashA, title: titles[path] }), fullHash: 'full' },
      ]);
    }
    expect((await videos.find(hashA))?.title).toBe('First');
  });

  test('is not taken for another with the same short hash until both were compared whole', async () => {
    const { look, read, indexing } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    await look([seen('/library/a.mp4'), seen('/library/b.mp4')]);
    await read({ '/library/b.mp4': hashA });
    expect((await indexing.pendingCounts()).pending).toBe(1);
  });
});

describe('the queue of files', () => {
  test('gives each file to one indexer only', async () => {
    const { look, indexing } = await library();
    await look([seen('/library/a.mp4'), seen('/library/b.mp4'), seen('/library/c.mp4')]);
    const first = await indexing.claim('one', 2);
    const second = await indexing.claim('two', 2);
    expect(first).toHaveLength(2);
    expect(second).toHaveLength(1);
    expect(new Set([...first, ...second].map((file) => file.path)).size).toBe(3);
  });

  test('takes nothing from an indexer that lost its claim', async () => {
    const { look, indexing, videos } = await library();
    await look([seen('/library/a.mp4')]);
    await indexing.claim('one', 1);
    await indexing.release('one', ['/library/a.mp4']);
    await indexing.claim('two', 1);
    await indexing.save('one', [madeUpFile('/library/a.mp4')]);
    expect(await videos.find('0123456789abcdef')).toBeUndefined();
  });

  test('keeps the reason of a failure and reads the file again on demand', async () => {
    const { look, indexing, failedFiles, videos } = await library();
    await look([seen('/library/a.mp4')]);
    await indexing.claim('indexer', 1);
    await indexing.fail('indexer', '/library/a.mp4', {
      error: 'no video in it',
      attempts: 1,
      retryAfterMs: undefined,
    });
    expect(await failedFiles.page({ offset: 0, limit: 10 })).toEqual([
      { path: '/library/a.mp4', error: 'no video in it', attempts: 1 },
    ]);
    expect((await videos.counts()).failed).toBe(1);
    expect(await failedFiles.retry()).toBe(1);
    expect(await indexing.claim('indexer', 1)).toHaveLength(1);
  });
});

describe('the outbox', () => {
  test('holds a video until its own revision was published', async () => {
    const { look, read, outbox, favourites } = await library();
    await look([seen('/library/a.mp4')]);
    await read({ '/library/a.mp4': hashA });
    const [entry] = await outbox.nextBehind(10);
    await favourites.add(hashA);
    await outbox.markPublished([{ hash: hashA, rev: entry?.video.rev ?? 0 }]);
    expect(await outbox.countBehind()).toBe(1);
    const [later] = await outbox.nextBehind(10);
    expect(later?.isFavourite).toBe(true);
    await outbox.markPublished([{ hash: hashA, rev: later?.video.rev ?? 0 }]);
    expect(await outbox.countBehind()).toBe(0);
  });
});

test('a new video has the kinds made by themselves that the settings name, its poster first', async () => {
  const { catalogue, look, read } = await library();
  await look([seen('/library/a.mp4')]);
  await read({ '/library/a.mp4': hashA });
  const previews = () =>
    catalogue.selectFrom('previews').select(['hash', 'kind']).orderBy('priority').execute();
  expect(await previews()).toEqual([{ hash: hashA, kind: 'poster' }]);

  const indexing = new IndexingStore(catalogue, ['teaserSmall', 'poster']);
  await look([seen('/library/a.mp4'), seen('/library/b.mp4')]);
  await indexing.claim('indexer', 1);
  await indexing.save('indexer', [madeUpFile('/library/b.mp4', { hash: hashB })]);
  expect(await previews()).toEqual([
    { hash: hashA, kind: 'poster' },
    { hash: hashB, kind: 'poster' },
    { hash: hashB, kind: 'teaserSmall' },
  ]);
});

test('a video that is gone has no previews left to be made, and its poster again when it is back', async () => {
  const { catalogue, look, read } = await library();
  const queued = () =>
    catalogue.selectFrom('previews').select('hash').where('state', '=', 'queued').execute();
  await look([seen('/library/a.mp4')]);
  await read({ '/library/a.mp4': hashA });
  expect(await queued()).toEqual([{ hash: hashA }]);
  await look([]);
  expect(await queued()).toEqual([]);
  await look([seen('/library/a.mp4')]);
  await read({ '/library/a.mp4': hashA });
  expect(await queued()).toEqual([{ hash: hashA }]);
});

test('a video that moved keeps what is queued for it', async () => {
  const { catalogue, look, read, gone } = await library();
  await look([seen('/library/old.mp4')]);
  await read({ '/library/old.mp4': hashA });
  await gone.markMoved('/library/old.mp4');
  const queued = catalogue.selectFrom('previews').select('hash').where('state', '=', 'queued');
  expect(await queued.execute()).toEqual([{ hash: hashA }]);
});

test('a content that another took the place of has no previews left to be made', async () => {
  const { catalogue, look, read } = await library();
  await look([seen('/library/growing.mp4')]);
  await read({ '/library/growing.mp4': hashA });
  await look([seen('/library/growing.mp4', { sizeBytes: 40_000_000 })]);
  await read({ '/library/growing.mp4': hashB });
  const queued = catalogue
    .selectFrom('previews')
    .select(['hash', 'kind'])
    .where('state', '=', 'queued');
  expect(await queued.execute()).toEqual([{ hash: hashB, kind: 'poster' }]);
});
