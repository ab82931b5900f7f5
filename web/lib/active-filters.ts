// The filters of a search that are on: each in words, with the change of state that takes it away.

import { readChosenValue } from '../../core/contract/chosen-value.ts';
import { facets, labelOf } from './facets.ts';
import { formatExactDuration, formatReleased, formatSize } from './format.ts';
import {
  withPatch,
  type DayParameter,
  type FlagParameter,
  type ListParameter,
  type SearchState,
} from './url-state.ts';

/** A filter that is on. */
export interface ActiveFilter {
  readonly key: string;
  readonly label: string;
  /** The patch of the state that takes it away. */
  readonly removal: Partial<SearchState>;
}

/** Everything that narrows the search but its text. */
export function activeFilters(state: SearchState, locale?: string): readonly ActiveFilter[] {
  return [
    ...chosenValues(state),
    ...chosenRanges(state, locale),
    ...chosenDays(state, locale),
    ...chosenFlags(state),
  ];
}

/** The search with its text and order alone. */
export function withoutFilters({ q, sort, seed }: SearchState): SearchState {
  return withPatch({ q, page: 1 }, { sort, seed });
}

const wordLists = [
  { parameter: 'include', label: 'Path has' },
  { parameter: 'exclude', label: 'Path lacks' },
] as const;

function chosenValues(state: SearchState): readonly ActiveFilter[] {
  const ofFacets = facets.flatMap(({ parameter, singular }) =>
    (state[parameter] ?? []).map((written) => {
      const { value, isExcluded } = readChosenValue(written);
      const words = `${singular}: ${labelOf(parameter, value)}`;
      return listFilter(state, { parameter, written, label: isExcluded ? `Not ${words}` : words });
    }),
  );
  const ofPaths = wordLists.flatMap(({ parameter, label }) =>
    (state[parameter] ?? []).map((written) =>
      listFilter(state, { parameter, written, label: `${label}: ${written}` }),
    ),
  );
  return [...ofFacets, ...ofPaths];
}

function listFilter(
  state: SearchState,
  filter: { readonly parameter: ListParameter; readonly written: string; readonly label: string },
): ActiveFilter {
  const { parameter, written, label } = filter;
  const others = (state[parameter] ?? []).filter((one) => one !== written);
  return { key: `${parameter} ${written}`, label, removal: { [parameter]: others } };
}

function chosenRanges(state: SearchState, locale?: string): readonly ActiveFilter[] {
  const { durationMin, durationMax, heightMin, heightMax, sizeMin, sizeMax } = state;
  const labels = {
    duration: durationLabel(durationMin, durationMax, locale),
    height: rangeLabel(heightMin, heightMax, (lines) => `${lines} lines`),
    size: rangeLabel(sizeMin, sizeMax, (sizeBytes) => formatSize(sizeBytes, locale)),
  };
  return [
    ...rangeFilter('duration', labels.duration, { durationMin, durationMax }),
    ...rangeFilter('height', labels.height, { heightMin, heightMax }),
    ...rangeFilter('size', labels.size, { sizeMin, sizeMax }),
  ];
}

/** One filter for both ends; none when both are open. */
function rangeFilter(
  key: string,
  label: string,
  ends: Partial<SearchState>,
): readonly ActiveFilter[] {
  if (Object.values(ends).every((end) => end === undefined)) return [];
  const removal = Object.fromEntries(Object.keys(ends).map((name) => [name, undefined]));
  return [{ key, label, removal }];
}

/** `Under …`, `At least …`, `… to …`; the upper end does not belong to the range. */
function rangeLabel(
  min: number | undefined,
  max: number | undefined,
  words: (value: number) => string,
): string {
  if (min === undefined) return max === undefined ? '' : `Under ${words(max)}`;
  return max === undefined ? `At least ${words(min)}` : `${words(min)} to ${words(max)}`;
}

/** `Under 5 mins`, `Over 1 hr`, `5 mins to 20 mins`, `Any length`; the limits are in seconds. */
export function durationLabel(
  minS: number | undefined,
  maxS: number | undefined,
  locale?: string,
): string {
  const words = (durationS: number) => formatExactDuration(durationS, locale);
  if (minS === undefined) return maxS === undefined ? 'Any length' : `Under ${words(maxS)}`;
  return maxS === undefined ? `Over ${words(minS)}` : `${words(minS)} to ${words(maxS)}`;
}

/** Days that are the ends of whole years are one filter: `Released 2014 to 2018`. */
function chosenReleaseYears({ releasedFrom, releasedTo }: SearchState): ActiveFilter | undefined {
  const [, first] = /^(\d{4})-01-01$/.exec(releasedFrom ?? '') ?? [];
  const [, last] = /^(\d{4})-12-31$/.exec(releasedTo ?? '') ?? [];
  if (first === undefined || last === undefined) return undefined;
  const label = first === last ? `Released ${first}` : `Released ${first} to ${last}`;
  const removal = { releasedFrom: undefined, releasedTo: undefined };
  return { key: 'released', label, removal };
}

const dayLabels: readonly (readonly [DayParameter, string])[] = [
  ['releasedFrom', 'Released from'],
  ['releasedTo', 'Released until'],
  ['addedFrom', 'Added from'],
  ['addedTo', 'Added until'],
];

function chosenDays(state: SearchState, locale?: string): readonly ActiveFilter[] {
  const years = chosenReleaseYears(state);
  const days = dayLabels.flatMap(([name, words]) => {
    const day = state[name];
    if (day === undefined || (years !== undefined && name in years.removal)) return [];
    const label = `${words} ${formatReleased(day, locale)}`;
    return [{ key: name, label, removal: { [name]: undefined } }];
  });
  return years === undefined ? days : [years, ...days];
}

const flagLabels: readonly (readonly [FlagParameter, yes: string, no: string])[] = [
  ['favourite', 'Favourites', 'No favourites'],
  ['unwatched', 'Not watched', 'Watched'],
];

function chosenFlags(state: SearchState): readonly ActiveFilter[] {
  return flagLabels.flatMap(([name, yes, no]) => {
    const value = state[name];
    if (value === undefined) return [];
    return [{ key: name, label: value ? yes : no, removal: { [name]: undefined } }];
  });
}
