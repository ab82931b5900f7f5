// How long each kind of preview takes to make, as a part of what the clips last.

import { previewKinds, type PreviewKind } from '../../../core/contract/video.ts';
import { type BenchRow, measured } from '../report.ts';
import { sideBySide, type Side } from '../side-by-side.ts';
import { type BenchClip, inFolder } from './bench-clip.ts';

/** One row a kind: the median of several rounds that make it of every clip. */
export async function measureKinds(
  clips: readonly BenchClip[],
  options: { readonly of: string; readonly rounds: number },
): Promise<readonly BenchRow[]> {
  const sides = previewKinds.map((kind): [PreviewKind, Side] => [
    kind,
    async () => {
      for (const clip of clips) await clip.make(kind);
    },
  ]);
  const timesMs = await sideBySide(options.rounds, Object.fromEntries(sides));
  const durationMs = 1000 * (await totalDurationS(clips));
  return previewKinds.map((kind) =>
    measured({
      work: `${kind} of ${options.of}, of its duration`,
      value: (timesMs[kind] ?? Number.NaN) / durationMs,
      unit: 'times',
    }),
  );
}

async function totalDurationS(clips: readonly BenchClip[]): Promise<number> {
  let totalS = 0;
  for (const clip of clips)
    totalS += (await inFolder((folder) => clip.task(folder))).source.durationS;
  return totalS;
}
