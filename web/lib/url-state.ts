// The search page's state as its address, and back. The same parameters make the API request.

import { readChosenValue } from '../../core/contract/chosen-value.ts';
import type { AllOfName, SortKey } from '../../core/contract/search.ts';

/** Parameters that may stand many times; values are written as `chosen-value.ts` says. */
const listParameters = [
  'performer',
  'studio',
  'category',
  'tag',
  'collection',
  'resolution',
  'playability',
  'codec',
  'year',
  'include',
  'exclude',
] as const;
export type ListParameter = (typeof listParameters)[number];

const dayParameters = ['releasedFrom', 'releasedTo', 'addedFrom', 'addedTo'] as const;
export type DayParameter = (typeof dayParameters)[number];

const allOfNames: readonly AllOfName[] = ['performer', 'category', 'tag'];

const numberParameters = [
  'durationMin',
  'durationMax',
  'heightMin',
  'heightMax',
  'sizeMin',
  'sizeMax',
] as const;
type NumberParameter = (typeof numberParameters)[number];

/** The largest that the API takes. */
const numberLimits: Readonly<Record<NumberParameter, number>> = {
  durationMin: 1e7,
  durationMax: 1e7,
  heightMin: 100_000,
  heightMax: 100_000,
  sizeMin: 1e15,
  sizeMax: 1e15,
};

const flagParameters = ['favourite', 'unwatched'] as const;
export type FlagParameter = (typeof flagParameters)[number];

const sortKeys: readonly SortKey[] = [
  'relevance',
  'added',
  'released',
  'title',
  'duration',
  'size',
  'views',
  'viewed',
  'random',
];

export interface Sort {
  readonly key: SortKey;
  readonly direction: 'asc' | 'desc';
}

/** What a search asks for. Days are `YYYY-MM-DD`, durations seconds, sizes bytes; lists are never empty. */
export type SearchState = {
  readonly q: string;
  /** Fields of which all wanted values must be there, not any; only such of which some are wanted. */
  readonly allOf?: readonly AllOfName[] | undefined;
  /** Absent for the server's own choice. */
  readonly sort?: Sort | undefined;
  /** Makes `random` repeatable. */
  readonly seed?: string | undefined;
  /** From 1. */
  readonly page: number;
} & Readonly<Partial<Record<ListParameter, readonly string[] | undefined>>> &
  Readonly<Partial<Record<DayParameter, string | undefined>>> &
  Readonly<Partial<Record<NumberParameter, number | undefined>>> &
  Readonly<Partial<Record<FlagParameter, boolean | undefined>>>;

const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads the query of an address; what is malformed counts as absent, never as an error.
 * @param search with or without the leading `?`
 */
export function parseSearchState(search: string): SearchState {
  const query = new URLSearchParams(search);
  const sort = parseSort(query.get('sort'));
  const seed = query.get('seed');
  return {
    q: (query.get('q') ?? '').slice(0, 500),
    ...(sort === undefined ? {} : { sort }),
    ...(seed === null || seed === '' ? {} : { seed: seed.slice(0, 64) }),
    page: parsePage(query.get('page')),
    ...pick(listParameters, (name) => parseList(query.getAll(name))),
    ...pick(['allOf'], () => parseAllOf(query)),
    ...pick(dayParameters, (name) => parseDay(query.get(name))),
    ...pick(numberParameters, (name) => parseNumber(query.get(name), numberLimits[name])),
    ...pick(flagParameters, (name) => parseFlag(query.get(name))),
  };
}

/** Writes a state, leaving out what is the default; the order is always the same. */
export function writeSearchState(state: Partial<SearchState>): URLSearchParams {
  const query = new URLSearchParams();
  if (state.q !== undefined && state.q !== '') query.set('q', state.q);
  for (const name of listParameters) {
    for (const value of state[name] ?? []) query.append(name, value);
  }
  for (const name of state.allOf ?? []) query.append('allOf', name);
  for (const name of [...dayParameters, ...numberParameters, ...flagParameters] as const) {
    const value = state[name];
    if (value !== undefined) query.set(name, String(value));
  }
  if (state.sort !== undefined) query.set('sort', `${state.sort.key}:${state.sort.direction}`);
  if (state.seed !== undefined) query.set('seed', state.seed);
  if (state.page !== undefined && state.page > 1) query.set('page', String(state.page));
  return query;
}

/** The state with some of its fields changed, empty ones removed; on its first page unless one is given. */
export function withPatch(state: SearchState, patch: Partial<SearchState>): SearchState {
  return parseSearchState(writeSearchState({ ...state, page: 1, ...patch }).toString());
}

function pick<Name extends string, Value>(
  names: readonly Name[],
  parse: (name: Name) => Value | undefined,
): Partial<Record<Name, Value>> {
  const picked: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const value = parse(name);
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** The page number of an address; 1 for anything that is not one. */
export function parsePage(text: string | null): number {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

function parseSort(text: string | null): Sort | undefined {
  const [name, direction] = (text ?? '').split(':');
  const key = sortKeys.find((known) => known === name);
  return key === undefined ? undefined : { key, direction: direction === 'asc' ? 'asc' : 'desc' };
}

function parseList(values: readonly string[]): readonly string[] | undefined {
  const known = [...new Set(values)].filter(
    (value) => value !== '' && value !== '!' && value.length <= 200,
  );
  return known.length === 0 ? undefined : known.slice(0, 100);
}

/** In a fixed order, without fields that the address wants nothing of. */
function parseAllOf(query: URLSearchParams): readonly AllOfName[] | undefined {
  const asked = query.getAll('allOf');
  const names = allOfNames.filter(
    (name) =>
      asked.includes(name) &&
      parseList(query.getAll(name))?.some((written) => !readChosenValue(written).isExcluded),
  );
  return names.length === 0 ? undefined : names;
}

function parseDay(text: string | null): string | undefined {
  return text !== null && day.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

function parseNumber(text: string | null, limit: number): number | undefined {
  const number = text !== null && /^\d{1,16}$/.test(text) ? Number(text) : Infinity;
  return number <= limit ? number : undefined;
}

function parseFlag(text: string | null): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
