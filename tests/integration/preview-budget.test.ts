// The disk budget of previews: which teasers go, which stay, and that what went is not made again by itself.

import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { NamedLease } from '../../core/catalogue/named-lease.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { PreviewBudgetStore } from '../../core/catalogue/preview-budget-store.ts';
import { PreviewJobs, type ClaimOptions } from '../../core/catalogue/preview-jobs.ts';
import { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import type { PreviewKey } from '../../core/catalogue/preview-queue.ts';
import { PreviewStore } from '../../core/catalogue/preview-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import type { Warning } from '../../core/contract/dashboard.ts';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';
import { PreviewUses } from '../../server/library/preview-uses.ts';
import { PreviewBudget } from '../../worker/jobs/preview-budget.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

const anything: ClaimOptions = { kinds: previewKinds, running: [], unreachableRoots: [] };
const HOUR_MS = 3_600_000;
const hashOf = (n: number) => n.toString(16).padStart(16, '0');

interface Made {
  readonly n: number;
  readonly kind: PreviewKind;
  readonly bytes: number;
  /** Hours since the last use. */
  readonly idleH: number;
}

/** A previews folder with these finished previews in it, and workers that keep it within a budget. */
async function folderWith(made: readonly Made[], budgetBytes: number) {
  const catalogue = await testCatalogue();
  const previews = new PreviewStore(catalogue);
  const store = new PreviewBudgetStore(catalogue);
  const previewsDir = await temporaryFolder();
  const pathOf = ({ n, kind }: Pick<Made, 'n' | 'kind'>) => `00/${hashOf(n)}/${kind}-1.bin`;
  for (const one of made) await makePreview(catalogue, previewsDir, { ...one, path: pathOf(one) });
  const warnings = new Map<Warning['code'], Warning>();
  const workerNamed = (holder: string) =>
    new PreviewBudget({
      ...{ budgetBytes, store, previewsDir, warnings },
      lease: new NamedLease(catalogue, 'previewTrimmer', holder),
      log: pino({ level: 'silent' }),
      signal: new AbortController().signal,
    });
  return {
    ...{ catalogue, previews, store, warnings, workerNamed },
    /** Those of `made` that are still there, in the catalogue and on the disk alike. */
    left: async () => {
      const left: Made[] = [];
      for (const one of made) {
        const isKnown = (await previews.find(hashOf(one.n), one.kind)) !== undefined;
        const isThere = await access(join(previewsDir, pathOf(one))).then(
          () => true,
          () => false,
        );
        expect(isThere).toBe(isKnown);
        if (isKnown) left.push(one);
      }
      return left;
    },
  };
}

async function makePreview(
  catalogue: Catalogue,
  previewsDir: string,
  { n, kind, bytes, idleH, path }: Made & { readonly path: string },
): Promise<void> {
  const jobs = new PreviewJobs(catalogue);
  const hash = hashOf(n);
  await knowVideo(catalogue, hash);
  await new PreviewStore(catalogue).request({ hash, kind, priority: 'visible' });
  const job = await jobs.claim('worker', anything);
  if (job === undefined) throw new Error('there is no job');
  const file = { path, mediaType: 'video/mp4', width: 2, height: 2, sizeBytes: bytes };
  await mkdir(dirname(join(previewsDir, path)), { recursive: true });
  await writeFile(join(previewsDir, path), 'made');
  await jobs.finish('worker', job, { files: [file], tookMs: 1 });
  await catalogue
    .updateTable('previews')
    .set({ used_ms: Date.now() - idleH * HOUR_MS })
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .execute();
}

/** Without the poster that is queued for every new video. */
async function knowVideo(catalogue: Catalogue, hash: string): Promise<void> {
  if ((await new VideoStore(catalogue).find(hash)) !== undefined) return;
  await addKnownVideo(catalogue, `/films/${hash}/a.mp4`, hash);
  await catalogue.deleteFrom('previews').where('hash', '=', hash).execute();
}

/** What a worker takes until there is nothing left for it. */
async function claimAll(catalogue: Catalogue, options: ClaimOptions) {
  const claimed: PreviewKey[] = [];
  for (;;) {
    const job = await new PreviewJobs(catalogue).claim('worker-1', options);
    if (job === undefined) return claimed;
    claimed.push({ hash: job.hash, kind: job.kind });
  }
}

describe('a budget of previews', () => {
  it('drops what is large and long unused first, and nothing but teasers', async () => {
    const [old, stale, fresh] = [
      { n: 1, kind: 'teaserSmall', bytes: 100, idleH: 20 },
      { n: 2, kind: 'teaserLarge', bytes: 1000, idleH: 24 },
      { n: 3, kind: 'teaserLarge', bytes: 1000, idleH: 1 },
    ] as const;
    const kept = (['poster', 'previewThumbnails', 'seekThumbnails'] as const).map((kind, n) => ({
      ...{ n: 4 + n, kind, bytes: 1000, idleH: 9999 },
    }));
    const folder = await folderWith([old, stale, fresh, ...kept], 4900);
    await folder.workerNamed('worker-1').keep();
    expect(await folder.left()).toEqual([old, fresh, ...kept]);
    expect(await folder.store.usage()).toEqual({ bytes: 4100, keptBytes: 3000 });
    expect([...folder.warnings]).toEqual([]);
  });

  it('spares what was used just now, until it says that even the rest is too much', async () => {
    const teasers = [1, 2, 3].map(
      (n) => ({ n, kind: 'teaserSmall', bytes: 100, idleH: 5 }) as const,
    );
    const poster = { n: 1, kind: 'poster', bytes: 500, idleH: 5 } as const;
    const folder = await folderWith([...teasers, poster], 400);
    await folder.store.markUsed([{ hash: hashOf(2), kind: 'teaserSmall' }]);
    await folder.workerNamed('worker-1').keep();
    expect(await folder.left()).toEqual([teasers[1], poster]);
    expect([...folder.warnings.keys()]).toEqual(['preview_budget_too_small']);
  });

  it('learns what people ask for in one go, and no more than it needs to know', async () => {
    const teasers = [1, 2].map((n) => ({ n, kind: 'teaserSmall', bytes: 100, idleH: n }) as const);
    const poster = { n: 1, kind: 'poster', bytes: 1, idleH: 7 } as const;
    const folder = await folderWith([...teasers, poster], 100);
    const uses = new PreviewUses(folder.store, pino({ level: 'silent' }));
    for (const n of [2, 2, 2]) uses.note({ hash: hashOf(n), kind: 'teaserSmall' });
    uses.note({ hash: hashOf(1), kind: 'poster' });
    expect((await folder.store.leastMissed(10)).map(({ hash }) => hash)).toHaveLength(2);
    await uses.close();
    expect((await folder.store.leastMissed(10)).map(({ hash }) => hash)).toEqual([hashOf(1)]);
    await folder.workerNamed('worker-1').keep();
    expect(await folder.left()).toEqual([teasers[1], poster]);
  });

  it('is kept by one worker, whoever it is', async () => {
    const made = Array.from({ length: 20 }, (_, n) => ({
      ...{ n, kind: 'teaserSmall', bytes: 100, idleH: n + 1 },
    })) as Made[];
    const folder = await folderWith(made, 1000);
    const workers = ['worker-1', 'worker-2', 'worker-3'].map((name) => folder.workerNamed(name));
    await Promise.all(workers.map((worker) => worker.keep()));
    expect((await folder.left()).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('has a dropped teaser made again for whoever waits for it, and not ahead', async () => {
    const made = [1, 2].map((n) => ({ n, kind: 'teaserLarge', bytes: 100, idleH: n }) as const);
    const folder = await folderWith(made, 100);
    const worker = folder.workerNamed('worker-1');
    await worker.keep();
    expect(await folder.left()).toEqual([]);
    expect(worker.hasRoom).toBe(true);

    const [first, second] = made.map(({ n }) => ({
      hash: hashOf(n),
      kind: 'teaserLarge' as const,
    }));
    if (first === undefined || second === undefined) throw new Error('there are two');
    const poster = { hash: hashOf(9), kind: 'poster' } as const;
    await knowVideo(folder.catalogue, poster.hash);
    for (const ahead of [first, poster])
      await folder.previews.request({ ...ahead, priority: 'backlog' });
    await folder.previews.request({ ...second, priority: 'visible' });
    const withoutRoom = { ...anything, hasRoom: false };
    expect(await claimAll(folder.catalogue, withoutRoom)).toEqual([second, poster]);
    await folder.previews.request({ ...first, priority: 'waiting' });
    expect(await claimAll(folder.catalogue, withoutRoom)).toEqual([first]);
  });
});

describe('previews of an earlier recipe', () => {
  it('are made again in the background, and are there until then', async () => {
    const made = previewKinds.map((kind, n) => ({ n, kind, bytes: 10, idleH: 1 }));
    const folder = await folderWith(made, 1e9);
    const orders = new PreviewOrders(folder.catalogue);
    expect(await orders.queueOutdated()).toBe(0);
    await folder.catalogue.updateTable('previews').set({ recipe: 0 }).execute();
    expect(await orders.queueOutdated()).toBe(previewKinds.length);
    const poster = await folder.previews.find(hashOf(0), 'poster');
    expect(poster).toMatchObject({ state: 'queued', files: [{ sizeBytes: 10 }] });
    expect(await orders.queueOutdated()).toBe(0);
  });
});
