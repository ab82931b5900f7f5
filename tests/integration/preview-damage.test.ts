// Previews of damaged files: made or refused with a reason, and in either case nothing is left behind.

import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';
import type { ClipOptions } from '../support/clips.ts';
import { repeatableNumbers, withWrongBits } from '../support/damage.ts';
import { isRunning } from '../support/is-running.ts';
import { workshopWith } from '../support/preview-workshop.ts';
import { probeStreams } from '../support/probe-streams.ts';

const sources: readonly (readonly [name: string, ClipOptions])[] = [
  [
    'a.mp4',
    { durationS: 12, audioCodec: 'aac', outputArgs: ['-g', '20', '-movflags', 'faststart'] },
  ],
  ['a.mkv', { durationS: 12, videoCodec: 'mpeg4' }],
  ['a.avi', { durationS: 12, videoCodec: 'mpeg4', audioCodec: 'mp3' }],
  ['a.ts', { durationS: 12, audioCodec: 'aac', outputArgs: ['-g', '20'] }],
];

const below = repeatableNumbers(7);

/** Ways in which a file breaks. */
const damages: Readonly<Record<string, (whole: Buffer) => Buffer>> = {
  'that ends in its header': (whole) => whole.subarray(0, 300),
  'that ends early': (whole) => whole.subarray(0, whole.length * 0.6),
  'with wrong bits': (whole) => withWrongBits(whole, below),
  'with many wrong bits': (whole) =>
    Array.from({ length: 20 }).reduce<Buffer>((bytes) => withWrongBits(bytes, below), whole),
  'with a hole of zeros': (whole) => {
    const third = Math.floor(whole.length / 3);
    return Buffer.from(whole).fill(0, third, 2 * third);
  },
};

const cases = sources.flatMap(([name, options], index) =>
  Object.entries(damages).map(([what, damage], number) => {
    const kind = previewKinds[(index + number) % previewKinds.length] ?? 'poster';
    return { name, options, what, damage, kind };
  }),
);

type Workshop = Awaited<ReturnType<typeof workshopWith>>;

/** Makes the kind, or returns a reason that a person can read; every file that is left is whole and known. */
async function makeOrRefuse(workshop: Workshop, kind: PreviewKind): Promise<string | undefined> {
  const { make, pathOf, previewsDir, path } = workshop;
  let reason: string | undefined;
  const made = await make(kind).catch((error: unknown) => {
    reason = String(error);
    expect(reason).toMatch(/: (The file|ffmpeg) \S+/);
    return [];
  });
  for (const file of made) {
    expect((await stat(pathOf(file))).size).toBe(file.sizeBytes);
    if (file.mediaType === 'text/vtt') continue;
    const [stream] = await probeStreams(pathOf(file));
    expect(stream).toMatchObject({ width: file.width, height: file.height });
    expect(Number(stream?.['nb_read_frames'])).toBeGreaterThan(0);
  }
  expect(await filesBelow(previewsDir)).toEqual(made.map((file) => file.path).toSorted());
  expect(await isRunning(path)).toBe(false);
  return reason;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

describe('a damaged file', () => {
  it.each(cases)(
    '$what, $name, gets its $kind or a reason',
    async ({ name, options, damage, kind }) => {
      const workshop = await workshopWith(name, options);
      const { path } = workshop;
      await writeFile(path, damage(await readFile(path)));
      await makeOrRefuse(workshop, kind);
    },
  );

  it('that claims 32,000 by 32,000 pixels is refused', async () => {
    const workshop = await workshopWith('a.avi', { videoCodec: 'rawvideo', width: 64, height: 64 });
    const { path } = workshop;
    const bytes = await readFile(path);
    // The stream's format, a BITMAPINFOHEADER, follows its name and length, and begins with its own length.
    const at = bytes.indexOf('strf') + 8;
    bytes.writeInt32LE(32_000, at + 4);
    bytes.writeInt32LE(32_000, at + 8);
    await writeFile(path, bytes);
    expect(await makeOrRefuse(workshop, 'poster')).toContain('The file');
  });
});
