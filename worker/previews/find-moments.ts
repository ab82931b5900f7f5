// Finds the places of a video that are worth showing, the most telling of several in each part of it.

import { readKeyframes } from '../../core/media/inspect-source.ts';
import type { SeekPoint, Stretch } from '../source/seek-point.ts';
import { choosePlaces, middles } from './choose-places.ts';
import type { FrameScore } from './frame-score.ts';
import type { PreviewTask } from './preview-task.ts';
import { sampleFrames } from './sample-frames.ts';

/** A place with a picture, and what that picture is worth. */
export interface Moment extends FrameScore {
  readonly point: SeekPoint;
}

/**
 * Looks at one place in each stretch and returns, for each group of stretches, the places that have a picture, the best
 * first. Of a group only the places that are fast to get to are looked at, or one where none is.
 */
export async function findMoments(
  task: PreviewTask,
  groups: readonly (readonly Stretch[])[],
): Promise<readonly (readonly Moment[])[]> {
  const { source, tools, signal } = task;
  const keyframesS = await readKeyframes(source, middles(groups.flat()), { tools, signal });
  const places = choosePlaces(source, groups, keyframesS);
  const moments = await judgePlaces(task, places.flat());
  return places.map((group) =>
    group.flatMap((point) => moments.get(point) ?? []).toSorted(byWorth),
  );
}

/** The places of `points` that have a picture. */
export async function judgePlaces(
  task: PreviewTask,
  points: readonly SeekPoint[],
): Promise<ReadonlyMap<SeekPoint, Moment>> {
  const scores = await sampleFrames(task, points);
  return new Map(
    points.flatMap((point, index) => {
      const score = scores[index];
      return score === undefined ? [] : [[point, { point, ...score }] as const];
    }),
  );
}

/** Sorts what shows something before what does not, then by score. */
export function byWorth(a: Moment, b: Moment): number {
  return Number(a.isBlank) - Number(b.isBlank) || b.score - a.score;
}
