// What a part of a query means as filters of a search.

import type { SearchFilters } from '../search.ts';
import { readDays, readDuration, readLines, type Days } from './measures.ts';
import type { QueryPart } from './split-query.ts';

type ListName =
  | 'performer'
  | 'studio'
  | 'category'
  | 'tag'
  | 'collection'
  | 'resolution'
  | 'playability'
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
  in: 'include',
  path: 'include',
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

/** The filters that a part stands for; undefined when it is to be searched as it is. */
export function readPart(part: QueryPart): SearchFilters | undefined {
  if (part.value === '') return undefined;
  if (part.name === undefined) return part.isQuoted ? undefined : readWord(part);
  return (
    readList(part) ?? readFlag(part) ?? readYears(part) ?? readDayRange(part) ?? readLength(part)
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

function readBound(text: string): SearchFilters | undefined {
  const [, sign, bound = ''] = /^([<>])=?(.+)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const durationS = readDuration(bound);
  if (durationS !== undefined)
    return sign === '>' ? { durationMin: durationS } : { durationMax: durationS };
  const lines = readLines(bound);
  return lines !== undefined && sign === '>' ? { heightMin: lines } : undefined;
}

function readList({ name = '', value, isExcluded }: QueryPart): SearchFilters | undefined {
  const list = Object.hasOwn(listNames, name) ? listNames[name] : undefined;
  if (list === undefined || value.length > 199) return undefined;
  if (list === 'include') return { [isExcluded ? 'exclude' : 'include']: [value] };
  if (list !== 'resolution') return { [list]: [signed(value, isExcluded)] };
  const lines = readLines(value.toLowerCase());
  return {
    resolution: [signed(lines === undefined ? value.toUpperCase() : `${lines}p`, isExcluded)],
  };
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

function readLength({ name, value, isExcluded }: QueryPart): SearchFilters | undefined {
  if (isExcluded || (name !== 'length' && name !== 'duration')) return undefined;
  const text = value.toLowerCase();
  const range = splitRange(text);
  if (range === undefined) return readBound(text);
  const { start, end } = range;
  const durationMin = readDuration(start);
  const durationMax = readDuration(end);
  const isReadable =
    (start === '' || durationMin !== undefined) && (end === '' || durationMax !== undefined);
  if (!isReadable || (durationMin ?? durationMax) === undefined) return undefined;
  return {
    ...(durationMin !== undefined && { durationMin }),
    ...(durationMax !== undefined && { durationMax }),
  };
}

/** `start..end`; an end that is left open is empty. */
function splitRange(text: string): { readonly start: string; readonly end: string } | undefined {
  const match = /^(.*?)\.\.(.*)$/.exec(text);
  return match === null ? undefined : { start: match[1] ?? '', end: match[2] ?? '' };
}

function signed(value: string, isExcluded: boolean): string {
  return isExcluded ? `!${value}` : value;
}
