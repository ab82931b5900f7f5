// The picture that stands for a video: its most telling one, for cards and for the player.

import { boundLongSide, type PictureSize } from '../../core/media/picture-size.ts';
import type { SeekPoint } from '../source/seek-point.ts';
import { byWorth, findMoments, judgePlaces, type Moment } from './find-moments.ts';
import { distinctSizes, takeStills } from './take-stills.ts';
import type { MadeFile, PreviewTask } from './preview-task.ts';
import { layStretches } from './stretches.ts';

/** The longer side of the card's picture and of the player's, in pixels. */
const POSTER_SIDES = [640, 1280] as const;

/** Places that are looked at, and those in a video whose first ones are all blank. */
const FEWEST_PLACES = 3;
const MOST_PLACES = 8;
const MORE_PLACES = 16;

/** A video shorter than this is a scene: it has no end that tells too much, and may only just have faded in by then. */
const SHORT_S = 20;

/** Makes the card's picture and, of a video larger than that, the player's. */
export async function makePoster(task: PreviewTask): Promise<readonly MadeFile[]> {
  const point = await choosePoster(task);
  return await takeStills(task, [{ point, label: '', sizes: posterSizes(task.source.size) }]);
}

/** The sizes of a poster of a picture of this size; one where it is no larger than the card's. */
export function posterSizes(size: PictureSize): readonly PictureSize[] {
  return distinctSizes(POSTER_SIDES.map((side) => boundLongSide(size, side)));
}

/** The end of a longer video is left out: it tells how the story ends, or who paid for it. */
async function choosePoster(task: PreviewTask): Promise<SeekPoint> {
  // Within half a second little changes, and in a short video each place is decoded for.
  const places = Math.ceil(task.source.durationS * 2);
  const count = Math.min(MOST_PLACES, Math.max(FEWEST_PLACES, places));
  const tailRatio = task.source.durationS < SHORT_S ? 0 : 0.2;
  const best = await findBest(task, count, { headRatio: 0.05, tailRatio });
  if (best !== undefined && !best.isBlank) return best.point;
  const start = { timeS: task.source.startS, isKeyframe: true };
  const more = await findBest(task, MORE_PLACES, { headRatio: 0, tailRatio: 0 });
  const first = (await judgePlaces(task, [start])).get(start);
  const moments = [best, more, first].filter((moment) => moment !== undefined);
  // Where nothing could be judged the start is tried in earnest, and ffmpeg says what is wrong with it.
  return moments.toSorted(byWorth)[0]?.point ?? start;
}

async function findBest(
  task: PreviewTask,
  count: number,
  margins: { readonly headRatio: number; readonly tailRatio: number },
): Promise<Moment | undefined> {
  const stretches = layStretches(task.source, { count, ...margins });
  const moments = await findMoments(
    task,
    stretches.map((stretch) => [stretch]),
  );
  return moments.flat().toSorted(byWorth)[0];
}
