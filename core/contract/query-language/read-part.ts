// What a part of a query means as filters of a search.

import { writeChosenValue } from '../chosen-value.ts';
import type { SearchFilters } from '../search.ts';
import { readDays, readLines, type Days } from './measures.ts';
import { readBound, readNamedBounds, splitRange } from './read-bounds.ts';
import type { QueryPart } from './split-query.ts';

/** Of a value, with what is written before it. */
const MAX_LENGTH = 200;

type ListName =
  | 'performer'
  | 'studio'
  | 'category'
  | 'tag'
  | 'collection'
  | 'resolution'
  | 'playability'
  | 'codec'
  | 'include';

/** What may stand before a colon, by what people call it. */
const listNames: Readonly<Record<string, ListName>> = {
  performer: 'performer',
  actor: 'performer',
  with: 'performer',
  studio: 'studio',
  channel: 'studio',
  category: 'category',
  genre: 'category',
  tag: 'tag',
  collection: 'collection',
  library: 'collection',
  resolution: 'resolution',
  playback: 'playability',
  codec: 'codec',
  in: 'include',
  path: 'include',
};

/** Codecs by other names than the one that files are read with. */
const codecNames: Readonly<Record<string, string>> = {
  avc: 'h264',
  'h.264': 'h264',
  x264: 'h264',
  'h.265': 'hevc',
  h265: 'hevc',
  x265: 'hevc',
  divx: 'mpeg4',
  xvid: 'mpeg4',
};

const flagNames: Readonly<Record<string, 'favourite' | 'unwatched'>> = {
  fav: 'favourite',
  favourite: 'favourite',
  favorite: 'favourite',
  unwatched: 'unwatched',
};

const dayNames = {
  released: ['releasedFrom', 'releasedTo'],
  added: ['addedFrom', 'addedTo'],
} as const;

const answers: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  1: true,
  no: false,
  false: false,
  0: false,
};

/** The parameter that a name before a colon, in lower case, stands for; undefined when it stands for no list. */
export function listNameOf(name: string): ListName | undefined {
  return Object.hasOwn(listNames, name) ? listNames[name] : undefined;
}

/** The filters that a part stands for; undefined when it is to be searched as it is. */
export function readPart(part: QueryPart): SearchFilters | undefined {
  if (part.value === '') return undefined;
  if (part.name === undefined) return part.isQuoted ? undefined : readWord(part);
  return (
    readMeasure(part) ?? readList(part) ?? readFlag(part) ?? readYears(part) ?? readDayRange(part)
  );
}

/** A word that is no mere word: `>20m`, `4k`, `#beach`, `unwatched`. */
function readWord({ value, isExcluded }: QueryPart): SearchFilters | undefined {
  const word = value.toLowerCase();
  if (word.length > 1 && word.startsWith('#')) return { tag: [signed(value.slice(1), isExcluded)] };
  if (word === 'unwatched') return { unwatched: !isExcluded };
  const lines = readLines(word);
  if (lines !== undefined) return { resolution: [signed(`${lines}p`, isExcluded)] };
  return isExcluded ? undefined : readBound(word);
}

/** `length:5m..20m`, `size:>2gb`. */
function readMeasure({ name = '', value, isExcluded }: QueryPart): SearchFilters | undefined {
  return isExcluded ? undefined : readNamedBounds(name, value.toLowerCase());
}

function readList({ name = '', value, isExcluded }: QueryPart): SearchFilters | undefined {
  const list = listNameOf(name);
  if (list === undefined) return undefined;
  if (list === 'include')
    return value.length > MAX_LENGTH
      ? undefined
      : { [isExcluded ? 'exclude' : 'include']: [value] };
  const written = signed(namedAsStored(list, value), isExcluded);
  return written.length > MAX_LENGTH ? undefined : { [list]: [written] };
}

/** `4k` is stored as `2160p`, `sd` as `SD` and `x265` as `hevc`. */
function namedAsStored(list: ListName, value: string): string {
  const typed = value.toLowerCase();
  if (list === 'codec') return Object.hasOwn(codecNames, typed) ? (codecNames[typed] ?? '') : typed;
  if (list !== 'resolution') return value;
  const lines = readLines(typed);
  return lines === undefined ? value.toUpperCase() : `${lines}p`;
}

function readFlag({ name = '', value, isExcluded }: QueryPart): SearchFilters | undefined {
  const answer = Object.hasOwn(answers, value.toLowerCase())
    ? answers[value.toLowerCase()]
    : undefined;
  if (answer === undefined) return undefined;
  const wanted = answer !== isExcluded;
  if (name === 'watched') return { unwatched: !wanted };
  const flag = Object.hasOwn(flagNames, name) ? flagNames[name] : undefined;
  return flag === undefined ? undefined : { [flag]: wanted };
}

/** `year:2019` is a value of its facet; a range of years is one of days. */
function readYears({ name, value, isExcluded }: QueryPart): SearchFilters | undefined {
  if (name !== 'year') return undefined;
  if (/^\d{4}$/.test(value)) return { year: [signed(value, isExcluded)] };
  return isExcluded ? undefined : readRange(value, dayNames.released);
}

function readDayRange({ name, value, isExcluded }: QueryPart): SearchFilters | undefined {
  if (isExcluded || (name !== 'released' && name !== 'added')) return undefined;
  return readRange(value, dayNames[name]);
}

/** `2019`, `2019-05..2020`, `2019..`, `..2019`, `>2019`, `<2019-05-01`. */
function readRange(
  text: string,
  [from, to]: readonly ['releasedFrom' | 'addedFrom', 'releasedTo' | 'addedTo'],
): SearchFilters | undefined {
  const range = splitRange(text);
  if (range === undefined) {
    const [, sign, bound = text] = /^([<>])=?(.+)$/.exec(text) ?? [];
    const days = readDays(bound);
    if (days === undefined) return undefined;
    if (sign === undefined) return { [from]: days.first, [to]: days.last };
    return sign === '>' ? { [from]: days.first } : { [to]: days.last };
  }
  const first = readEnd(range.start);
  const last = readEnd(range.end);
  if (first === 'none' || last === 'none' || (first ?? last) === undefined) return undefined;
  return { ...(first && { [from]: first.first }), ...(last && { [to]: last.last }) };
}

/** Undefined for an end that is left open. */
function readEnd(text: string): Days | undefined | 'none' {
  return text === '' ? undefined : (readDays(text) ?? 'none');
}

function signed(value: string, isExcluded: boolean): string {
  return writeChosenValue({ value, isExcluded });
}
