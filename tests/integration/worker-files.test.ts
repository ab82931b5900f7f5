// Previews of files as they really are: oddly named, cut short, lying, gone; and what becomes of earlier previews.

import { mkdir, readdir, readFile, rename, rmdir, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, test } from 'vitest';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { previewKinds } from '../../core/contract/video.ts';
import { fromFsName } from '../../core/path-bytes.ts';
import { runJob } from '../../worker/jobs/run-job.ts';
import { makeClip } from '../support/clips.ts';
import { isRunning } from '../support/is-running.ts';
import { startWorkshop, workshopHash, workshopWith } from '../support/preview-workshop.ts';
import { probeStreams } from '../support/probe-streams.ts';

describe('files as they really are', () => {
  it('are found under names that are no UTF-8', async () => {
    const workshop = await startWorkshop();
    const path = join(workshop.library, 'a.mp4');
    await makeClip(path, { durationS: 1 });
    // In Latin-1: the byte of its é is no UTF-8.
    const name = Buffer.from(`${workshop.library}/café.mp4`, 'latin1');
    await rename(path, name);
    await workshop.know(fromFsName(name));
    expect(await workshop.make('poster')).toHaveLength(1);
  });

  it('are found under names that mean something to ffmpeg', async () => {
    const { make } = await workshopWith("-i %03d 'a' [x], http:b*.mp4", { durationS: 10 });
    expect(await make('poster')).toHaveLength(1);
    expect(await make('teaserSmall')).toHaveLength(1);
    expect(await make('seekThumbnails')).toHaveLength(2);
  });

  it('that end early still give what is there', async () => {
    const { make, path } = await workshopWith('a.mkv', { durationS: 30, audioCodec: 'aac' });
    await truncate(path, Math.round((await readFile(path)).length * 0.4));
    expect(await make('poster')).toHaveLength(1);
    expect(await make('teaserSmall')).toHaveLength(1);
    expect(await make('seekThumbnails')).toHaveLength(2);
  });

  it('that claim to last 40 hours are shown as long as they are', async () => {
    const { make, path, pathOf } = await workshopWith('a.mkv', { durationS: 12 });
    const bytes = await readFile(path);
    const at = bytes.indexOf(Buffer.from([0x44, 0x89, 0x88]));
    expect(at).toBeGreaterThan(0);
    bytes.writeDoubleBE(40 * 3_600_000, at + 3);
    await writeFile(path, bytes);
    const [teaser] = await make('teaserSmall');
    expect(await probeStreams(pathOf(teaser))).toMatchObject([{ duration: '5.200000' }]);
    const [vtt] = await make('seekThumbnails');
    expect(await readFile(pathOf(vtt), 'utf8')).toContain('--> 00:00:12.000');
  });

  it.each([
    ['lost their index', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['are no video', () => Buffer.from('just some words\n'.repeat(500))],
    ['are empty', () => Buffer.alloc(0)],
    ['name other files', () => Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')],
    ['list other files', () => Buffer.from("ffconcat version 1.0\nfile '/etc/passwd'\n")],
  ])('that %s fail with a reason, and leave nothing behind', async (_, change) => {
    const { make, path, previewsDir } = await workshopWith('a.mp4', { durationS: 2 });
    await writeFile(path, change(await readFile(path)));
    await expect(make('poster')).rejects.toThrow(/^queued: The file cannot be read as a video: .+/);
    const left = await readdir(previewsDir, { recursive: true });
    expect(left.filter((name) => /poster|sample/.test(name))).toEqual([]);
  });

  it.each(previewKinds)(
    'that are garbled within give a whole %s or a reason, and nothing else',
    async (kind) => {
      const { make, path, previewsDir } = await workshopWith('a.mkv', { durationS: 12 });
      const bytes = await readFile(path);
      // The same garbage each time: from the first tenth on, every 97th byte.
      for (let at = Math.round(bytes.length / 10); at < bytes.length; at += 97)
        bytes[at] = (at * 31) % 256;
      await writeFile(path, bytes);
      const made = await make(kind).catch((error: unknown) => {
        expect(error).toMatchObject({ message: expect.stringMatching(/^queued: .+/) as unknown });
        return [];
      });
      const left = await readdir(previewsDir, { recursive: true, withFileTypes: true });
      expect(left.filter((entry) => entry.isFile()).map(({ name }) => name)).toHaveLength(
        made.length,
      );
      expect(await isRunning(path)).toBe(false);
    },
  );

  it('that are gone fail at once, and say which file it was', async () => {
    const { make, path, know } = await workshopWith('a.mp4', { durationS: 1 });
    await rename(path, `${path}.bak`);
    await know(path);
    await expect(make('poster')).rejects.toThrow(
      `failed: No file of this video can be read now: ${path}.`,
    );
  });
});

test('files on a drive that is not there wait for it, and are made once it is back', async () => {
  const workshop = await workshopWith('a.mp4', { durationS: 1 });
  const { catalogue, library, claim, jobs, reach, make, previews } = workshop;
  await new LibraryStore(catalogue).add([{ path: library, name: 'Drive' }]);
  await rename(library, `${library} unplugged`);
  await mkdir(library);
  const job = await claim('worker-1');
  if (job === undefined) throw new Error('nothing was claimed');
  expect(await reach.unreachableRoots()).toEqual([]);
  await runJob(job, workshop, new AbortController().signal);
  expect(await previews.find(workshopHash, 'poster')).toMatchObject({ state: 'queued' });
  const unreachableRoots = await reach.unreachableRoots();
  expect(unreachableRoots).toEqual([library]);
  const options = { kinds: previewKinds, running: [], unreachableRoots };
  expect(await jobs.claim('worker-1', options)).toBeUndefined();
  await rmdir(library);
  await rename(`${library} unplugged`, library);
  expect(await reach.lookAgain()).toEqual([]);
  expect(await make('poster')).toHaveLength(1);
});

it('a preview that the catalogue does not take is made again, and not held against its video', async () => {
  const { make, catalogue, previews } = await workshopWith('a.mp4', { durationS: 1 });
  await sql`create trigger refuse before update on previews when new.state = 'ready'
    begin select raise(abort, 'database is locked'); end`.execute(catalogue);
  await expect(make('poster')).rejects.toThrow('queued: ');
  const refused = await catalogue.selectFrom('previews').selectAll().executeTakeFirstOrThrow();
  expect(refused).toMatchObject({ attempts: 0, error: null, claimed_by: null });
  await sql`drop trigger refuse`.execute(catalogue);
  const files = await make('poster');
  expect((await previews.find(workshopHash, 'poster'))?.files).toEqual(files);
});

describe('a preview that is made again', () => {
  it('gets a new name, and the old files go', async () => {
    const { make, previewsDir } = await workshopWith('a.mp4', { durationS: 1 });
    const [first] = await make('poster');
    await make('teaserSmall');
    const [second] = await make('poster');
    expect(second?.path).not.toBe(first?.path);
    expect(second?.path).toMatch(/^01\/0123456789abcdef\/poster-[0-9a-f]{8}-160x120\.jpg$/);
    const names = await readdir(join(previewsDir, '01', workshopHash));
    expect(names.filter((name) => name.startsWith('poster-'))).toEqual([
      basename(second?.path ?? ''),
    ]);
    expect(names.filter((name) => name.startsWith('teaserSmall-'))).toHaveLength(1);
  });

  it('leaves the files of the worker that took the job over', async () => {
    const workshop = await workshopWith('a.mp4', { durationS: 1 });
    const { previews, previewsDir, claim, jobs } = workshop;
    const { signal } = new AbortController();
    const job = await claim('worker-1');
    if (job === undefined) throw new Error('nothing was claimed');
    await jobs.recoverFrom('worker-1');
    const taken = await claim('worker-2');
    if (taken === undefined) throw new Error('nothing was claimed');
    await runJob(taken, { ...workshop, holder: 'worker-2' }, signal);
    const [kept] = (await previews.find(workshopHash, 'poster'))?.files ?? [];
    await runJob(job, workshop, signal);
    expect(await readdir(join(previewsDir, '01', workshopHash))).toEqual([
      basename(kept?.path ?? ''),
    ]);
  });
});
