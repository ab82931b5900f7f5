// Chooses where a teaser's clips begin.

import { readKeyframes } from '../../core/media/inspect-source.ts';
import type { SeekPoint, Stretch } from '../source/seek-point.ts';
import { choosePlaces, middles } from './choose-places.ts';
import { countClips, dropOverlapping } from './clip-plan.ts';
import { findMoments } from './find-moments.ts';
import type { PreviewTask } from './preview-task.ts';
import { layStretches, splitStretch } from './stretches.ts';

/** Places that are looked at for each clip. */
const PLACES = 2;

/** Places in the middle of each stretch, unseen: nothing is decoded. */
export async function guessClips(
  { source, tools, signal }: PreviewTask,
  clipS: number,
): Promise<readonly SeekPoint[]> {
  const groups = layClips(source, clipS).map((stretch) => [stretch]);
  const keyframesS = await readKeyframes(source, middles(groups.flat()), { tools, signal });
  return dropOverlapping(choosePlaces(source, groups, keyframesS).flat(), clipS);
}

/** Places that were looked at. A stretch in which nothing can be seen is left out, unless nothing can be seen anywhere. */
export async function findClips(task: PreviewTask, clipS: number): Promise<readonly SeekPoint[]> {
  const stretches = layClips(task.source, clipS);
  const found = await findMoments(
    task,
    stretches.map((stretch) => splitStretch(stretch, PLACES)),
  );
  const best = found.flatMap((group) => group.slice(0, 1));
  const shown = best.filter((moment) => !moment.isBlank);
  const points = (shown.length > 0 ? shown : best).map(({ point }) => point);
  return dropOverlapping(points, clipS);
}

function layClips(source: PreviewTask['source'], clipS: number): readonly Stretch[] {
  return layStretches(source, { count: countClips(source.durationS), lengthS: clipS });
}
