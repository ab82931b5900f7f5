// How the clips of a teaser are shared among runs of ffmpeg: one run decodes clip after clip, and scaling waits for decoding
// and the other way round, which leaves a third of two cores idle. Pure.

import type { SeekPoint } from '../source/seek-point.ts';
import { inBatches } from '../in-batches.ts';

/** Runs of ffmpeg that together cut all clips. */
export interface ClipShares {
  /** The clips of each run, in order; one run without clips for a video that is shown whole. */
  readonly runs: readonly (readonly SeekPoint[])[];
  /** How many of the runs go at the same time. */
  readonly atOnce: number;
  /** Threads for each decoder and encoder of a run. */
  readonly threads: number;
}

/** Shares clips among as many runs as there are threads, or more where not all decoders may be open at once. */
export function shareClips(
  clips: readonly SeekPoint[],
  limits: { readonly threads: number; readonly decoders: number },
): ClipShares {
  const { threads, decoders } = limits;
  const lanes = Math.max(1, Math.min(threads, decoders, clips.length));
  const most = Math.ceil(Math.min(decoders, clips.length) / lanes);
  const runs = clips.length === 0 ? [[]] : inBatches(clips, most);
  const atOnce = Math.min(lanes, runs.length);
  return { runs, atOnce, threads: Math.floor(threads / atOnce) };
}
