// Reads names as release groups write them: `Some.Movie.2019.1080p.BluRay.x264-GROUP`, `Show.S02E05.Title.720p.WEB`. No word
// of a title is lost: only what is known to be about the file is left out.

import { cleanText, trimDashes } from '../field/clean-text.ts';
import { cutRelease } from './cut-release.ts';
import { findEpisodeLabel, type EpisodeLabel } from './episode-label.ts';
import { canBeValue } from '../field/field-values.ts';
import { isReleaseWord, splitWords } from './release-words.ts';
import { separateWords } from '../name/separate-words.ts';
import { splitRelease, type SplitRelease } from './split-release.ts';
import type { TitledFields } from '../name/title-edges.ts';

/** The group before the name of a show, in names that end with a checksum. */
const groupAtStart = /^\[[^[\]]*\][ _]*/;
/** What sets names apart that templates read: a bracket, a dash between spaces. */
const structure = /[[\]{}]|[ ._]-[ ._]/;

/** A piece of the name as a person would write it, without the marks that it was cut at. */
function toText(piece: string): string {
  const chars = separateWords(cleanText(piece)).split('');
  const start = chars.findIndex((char) => !' .,-_)]'.includes(char));
  const end = chars.findLastIndex((char) => !' .,-_(['.includes(char));
  return start < 0 ? '' : trimDashes(chars.slice(start, end + 1).join(''));
}

/** `Show.S02E05.Episode.Title.720p.WEB`: the show is the line, and the title says which episode it is. */
function readEpisode(release: SplitRelease, label: EpisodeLabel): TitledFields | undefined {
  const { name, tailStart, hasChecksum } = release;
  const head = name.slice(0, label.start);
  const show = toText(hasChecksum ? head.replace(groupAtStart, '') : head);
  if (!/[\p{L}\p{N}]/u.test(show) || structure.test(show)) return undefined;
  const rest = name.slice(label.end, Math.max(tailStart, label.end));
  const hasTail = tailStart < name.length;
  const isAboutFile = hasTail && splitWords(rest).every(({ text }) => isReleaseWord(text));
  const episodeTitle = isAboutFile ? '' : toText(rest);
  return {
    title: [show, label.text, episodeTitle].filter((part) => part !== '').join(' - '),
    ...(canBeValue('line', show) && { line: show }),
    ...(label.released !== undefined && { released: label.released }),
  };
}

/** `Some.Movie.2019.1080p.BluRay.x264-GROUP`. */
function readFilm(release: SplitRelease): TitledFields | undefined {
  const cut = cutRelease(release);
  if (cut === undefined || structure.test(cut.rest)) return undefined;
  const { rest, ...when } = cut;
  const title = toText(rest);
  return title === '' ? undefined : { title, ...when };
}

/**
 * What a clean name says that is a release's; undefined for every other name. Only names that end with the resolution, the
 * source or the codec of a file are taken for releases, and those that label an episode (`S02E05`).
 */
export function readReleaseName(name: string): TitledFields | undefined {
  const release = splitRelease(name);
  const label = findEpisodeLabel(release);
  return label === undefined ? readFilm(release) : readEpisode(release, label);
}
