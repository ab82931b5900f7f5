// When two videos are the same one over again: another resolution, copy or cut. Pure; knows no model.

import type { Video } from '../catalogue/video.ts';
import { foldText } from './fold-text.ts';

/** What of a video tells whether it is another one over again. */
export type ComparedVideo = Pick<
  Video,
  'title' | 'performers' | 'studio' | 'line' | 'releasedOn' | 'releasedYear' | 'durationS'
>;

/** Near-duplicates are looked for among videos whose cosine is above this: they share most of their terms. */
export const MIN_DUPLICATE_SCORE = 0.5;

const SAME_LENGTH_RATIO = 0.01;
const SAME_LENGTH_S = 2;
/** A longer cut of a film adds up to about this. */
const OTHER_CUT_RATIO = 0.2;

/** Words that say which edition of a video it is, but not which video. */
const editionWords =
  /(?<= )(?:(?:(?:directors|extended|final|original|remastered|restored|special|theatrical|uncut|unrated) )?(?:cut|edition|version)|extended|remastered|uncut|unrated|\d{3,4}p|[48]k|hd|sd|uhd|hdr|\d{2,3}fps) /g;

/**
 * Whether one video is the other over again:
 *
 * - the titles have the same words in the same order. Case, accents, punctuation, the names of either
 *   video's performers, studio and line, and words for an edition (`1080p`, `Director's Cut`) do not
 *   matter; numbers do: Part 1 is not Part 2;
 * - the durations are known and differ by at most 1 % or 2 s; by 20 % when the titles tell of two editions;
 * - nothing says otherwise: studios, lines or days of release that differ, or no performer in common
 *   (what only one of them has says nothing).
 */
export function areNearDuplicates(a: ComparedVideo, b: ComparedVideo): boolean {
  return mayBeOne(a, b) && haveOneLength(a, b) && haveOneTitle(a, b);
}

function mayBeOne(a: ComparedVideo, b: ComparedVideo): boolean {
  const differ = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && foldText(one) !== foldText(other);
  const cast = new Set(a.performers.map(foldText));
  const isOtherCast =
    cast.size > 0 &&
    b.performers.length > 0 &&
    !b.performers.some((name) => cast.has(foldText(name)));
  return !(
    isOtherCast ||
    differ(a.studio, b.studio) ||
    differ(a.line, b.line) ||
    differ(a.releasedOn, b.releasedOn) ||
    differ(a.releasedYear?.toString(), b.releasedYear?.toString())
  );
}

function haveOneLength(a: ComparedVideo, b: ComparedVideo): boolean {
  if (a.durationS === undefined || b.durationS === undefined) return false;
  const isOtherEdition = editionOf(a) !== editionOf(b);
  const ratio = isOtherEdition ? OTHER_CUT_RATIO : SAME_LENGTH_RATIO;
  const allowedS = Math.max(SAME_LENGTH_S, ratio * Math.max(a.durationS, b.durationS));
  return Math.abs(a.durationS - b.durationS) <= allowedS;
}

function editionOf({ title }: ComparedVideo): string {
  return (wordsOf(title).match(editionWords) ?? []).join('');
}

function haveOneTitle(a: ComparedVideo, b: ComparedVideo): boolean {
  const names = [a, b].flatMap(({ performers, studio, line }) => [
    ...performers,
    ...[studio, line].filter((name) => name !== undefined),
  ]);
  const [one = '', other = ''] = [a, b].map(({ title }) => withoutNames(title, names));
  // Nothing but names: then they are the title.
  if (one === ' ' || other === ' ') {
    const whole = withoutNames(a.title, []);
    return whole !== ' ' && whole === withoutNames(b.title, []);
  }
  return one === other;
}

/** The words of a title without those for an edition, and each name left out once. */
function withoutNames(title: string, names: readonly string[]): string {
  let words = wordsOf(title).replaceAll(editionWords, '');
  for (const name of names) words = words.replace(wordsOf(name), ' ');
  return words;
}

/** Words with a space before and after each. */
function wordsOf(text: string): string {
  const words =
    foldText(text)
      .replaceAll("'", '')
      .match(/[\p{L}\p{M}\p{N}+#]+/gu) ?? [];
  return words.length === 0 ? ' ' : ` ${words.join(' ')} `;
}
