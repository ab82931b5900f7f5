// Previews of one long film against the same made by hand.

import { guessClips } from '../../../worker/previews/choose-clips.ts';
import { layStretches } from '../../../worker/previews/stretches.ts';
import { smallTeaser } from '../../../worker/previews/teaser.ts';
import { planTiles } from '../../../worker/previews/tile-plan.ts';
import { atLeast, atMost, type BenchRow } from '../report.ts';
import { sideBySide, timesAsLong } from '../side-by-side.ts';
import { type BenchClip, inFolder } from './bench-clip.ts';
import * as byHand from './by-hand.ts';

/** As many tiles as fill a square sheet. */
const TILES = 81;
/** A poster and five stills. */
const STILLS = 6;
const ROUNDS = 5;

/** How many times as long the ways by hand take. */
export async function compareFilm(film: BenchClip): Promise<readonly BenchRow[]> {
  const { path } = film;
  const { source, plan, clips } = await lookAt(film);
  const middlesS = (count: number) =>
    layStretches(source, { count }).map(({ fromS, toS }) => (fromS + toS) / 2);
  const seekThumbnails = () => film.make('seekThumbnails');
  const stills = () => film.make('poster', 'previewThumbnails');
  const teaser = () => film.make('teaserSmall');
  const decodingTiles = () =>
    inFolder((folder) => byHand.tilesByDecoding(path, folder, plan.intervalS));
  const seekingTiles = () =>
    inFolder((folder) => byHand.tilesBySeeking(path, folder, middlesS(TILES)));
  const decodingStills = () =>
    inFolder((folder) => byHand.stillsByDecoding(path, folder, middlesS(STILLS)));
  const seekingTeaser = () =>
    inFolder((folder) =>
      byHand.teaserBySeeking(path, folder, {
        startsS: clips.map(({ timeS }) => timeS),
        lengthS: smallTeaser.clipS,
      }),
    );
  const teasers = await sideBySide(ROUNDS, { ours: teaser, byHand: seekingTeaser });
  return [
    atLeast(8, {
      work: 'seek thumbnails, by one run that decodes everything',
      value: await timesAsLong(seekThumbnails, decodingTiles),
      unit: 'times',
    }),
    atLeast(4, {
      work: `seek thumbnails, by ${TILES} processes that seek`,
      value: await timesAsLong(seekThumbnails, seekingTiles),
      unit: 'times',
    }),
    atLeast(5, {
      work: 'poster and stills, by a process each that decodes its way',
      value: await timesAsLong(stills, decodingStills),
      unit: 'times',
    }),
    atLeast(3, {
      work: 'small teaser, by decoding the whole film',
      value: await timesAsLong(teaser, () => byHand.decodeWhole(path)),
      unit: 'times',
    }),
    atMost(1, {
      work: 'small teaser, of one process that seeks to the same clips',
      value: teasers.ours / teasers.byHand,
      unit: 'times',
    }),
  ];
}

/** What ways by hand need to know to make the same. */
async function lookAt(film: BenchClip) {
  return await inFolder(async (folder) => {
    const task = await film.task(folder);
    const { source } = task;
    return {
      source,
      plan: planTiles(source.durationS, source.size),
      clips: await guessClips(task, smallTeaser.clipS),
    };
  });
}
