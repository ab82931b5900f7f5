// Five stills that show what a video is about, from its beginning to its end.

import { boundHeight } from '../../core/media/picture-size.ts';
import { byWorth, findMoments, type Moment } from './find-moments.ts';
import type { MadeFile, PreviewTask } from './preview-task.ts';
import { layStretches, splitStretch } from './stretches.ts';
import { takeStills } from './take-stills.ts';

const STILLS = 5;

/** Places that are looked at for each still. */
const PLACES = 3;

/** Heights in pixels. */
const STILL_HEIGHTS = [360, 1080] as const;

/** Makes the stills in the order of the video, all small ones first. A video without five pictures gives fewer. */
export async function makePreviewThumbnails(task: PreviewTask): Promise<readonly MadeFile[]> {
  const stretches = layStretches(task.source, { count: STILLS });
  const found = await findMoments(
    task,
    stretches.map((stretch) => splitStretch(stretch, PLACES)),
  );
  const moments = chooseStills(found);
  const sizes = STILL_HEIGHTS.map((height) => boundHeight(task.source.size, height));
  const files = await takeStills(
    task,
    (moments.length > 0 ? moments.map(({ point }) => point) : [startOf(task)]).map(
      (point, index) => ({ point, label: `-${index + 1}`, sizes }),
    ),
  );
  return files.toSorted((a, b) => (a.height ?? 0) - (b.height ?? 0));
}

function startOf({ source }: PreviewTask) {
  return { timeS: source.startS, isKeyframe: true };
}

/**
 * The best of each group; where all of a group is blank, the best that is left over elsewhere. In the order of time, and
 * no place twice: two groups can share the only one that can be got to.
 */
export function chooseStills(groups: readonly (readonly Moment[])[]): readonly Moment[] {
  const best = groups.flatMap((group) => group.slice(0, 1));
  const spare = groups.flatMap((group) => group.slice(1)).toSorted(byWorth);
  const seen = [...best, ...spare].filter((moment) => !moment.isBlank);
  const shown = distinctPlaces(seen.length > 0 ? seen : best).slice(0, best.length);
  return shown.toSorted((a, b) => a.point.timeS - b.point.timeS);
}

function distinctPlaces(moments: readonly Moment[]): readonly Moment[] {
  const times = moments.map(({ point }) => point.timeS);
  return moments.filter(({ point }, index) => times.indexOf(point.timeS) === index);
}
