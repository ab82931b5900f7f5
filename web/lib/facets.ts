// Facets and filters of the search page, as pure changes of its state.

import type { FacetName } from '../../core/contract/search.ts';
import { formatLongDuration, formatReleased } from './format.ts';
import {
  parseSearchState,
  writeSearchState,
  type DayParameter,
  type FlagParameter,
  type ListParameter,
  type SearchState,
} from './url-state.ts';

/** A facet as the page shows it: the answer's name, the parameter that filters by it, its words. */
export interface Facet {
  readonly name: FacetName;
  readonly parameter: ListParameter;
  readonly label: string;
  /** For the chip of one value. */
  readonly singular: string;
  readonly order: 'count' | 'valueDescending';
}

/** All facets in the order of the page. */
export const facets: readonly Facet[] = [
  {
    name: 'performers',
    parameter: 'performer',
    label: 'Performers',
    singular: 'Performer',
    order: 'count',
  },
  { name: 'studio', parameter: 'studio', label: 'Studio', singular: 'Studio', order: 'count' },
  {
    name: 'categories',
    parameter: 'category',
    label: 'Categories',
    singular: 'Category',
    order: 'count',
  },
  { name: 'tags', parameter: 'tag', label: 'Tags', singular: 'Tag', order: 'count' },
  {
    name: 'collection',
    parameter: 'collection',
    label: 'Collection',
    singular: 'Collection',
    order: 'count',
  },
  {
    name: 'resolution',
    parameter: 'resolution',
    label: 'Resolution',
    singular: 'Resolution',
    order: 'valueDescending',
  },
  {
    name: 'releasedYear',
    parameter: 'year',
    label: 'Year',
    singular: 'Year',
    order: 'valueDescending',
  },
  {
    name: 'playability',
    parameter: 'playability',
    label: 'Playback',
    singular: 'Playback',
    order: 'count',
  },
];

const playabilityLabels: Readonly<Record<string, string>> = {
  direct: 'Plays as it is',
  remux: 'Repackaged',
  transcode: 'Re-encoded',
};

/** What a person reads for a value of a facet. */
export function labelOf(parameter: ListParameter, value: string): string {
  return parameter === 'playability' ? (playabilityLabels[value] ?? value) : value;
}

/** How a value takes part in the search. */
export type Choice = 'included' | 'excluded' | 'none';

export function choiceOf(state: SearchState, parameter: ListParameter, value: string): Choice {
  const values = state[parameter] ?? [];
  if (values.includes(value)) return 'included';
  return values.includes(`!${value}`) ? 'excluded' : 'none';
}

/** The state in which a value takes part in the given way; on its first page. */
export function withChoice(
  state: SearchState,
  {
    parameter,
    value,
    choice,
  }: { readonly parameter: ListParameter; readonly value: string; readonly choice: Choice },
): SearchState {
  const others = (state[parameter] ?? []).filter((one) => one !== value && one !== `!${value}`);
  const written = choice === 'none' ? [] : [choice === 'included' ? value : `!${value}`];
  return withPatch(state, { [parameter]: [...others, ...written] });
}

/** The state with some of its fields changed, empty ones removed; on its first page unless one is given. */
export function withPatch(state: SearchState, patch: Partial<SearchState>): SearchState {
  return parseSearchState(writeSearchState({ ...state, page: 1, ...patch }).toString());
}

/** A value of a facet with how many videos have it and how it takes part. */
export interface FacetEntry {
  readonly value: string;
  readonly count: number;
  readonly choice: Choice;
}

/** The values of a facet in order, chosen ones included even when nothing is left of them. */
export function facetEntries(
  facet: Facet,
  counts: Readonly<Record<string, number>>,
  state: SearchState,
): readonly FacetEntry[] {
  const chosen = (state[facet.parameter] ?? []).map((value) => value.replace(/^!/, ''));
  const values = [...new Set([...Object.keys(counts), ...chosen])];
  const entries = values.map((value) => ({
    value,
    count: counts[value] ?? 0,
    choice: choiceOf(state, facet.parameter, value),
  }));
  const byValue = (a: FacetEntry, b: FacetEntry) =>
    a.value.localeCompare(b.value, undefined, { numeric: true });
  return entries.sort((a, b) =>
    facet.order === 'count' ? b.count - a.count || byValue(a, b) : byValue(b, a),
  );
}

/** A filter that is on: its words, and the search without it. */
export interface ActiveFilter {
  readonly key: string;
  readonly label: string;
  readonly without: SearchState;
}

/** Everything that narrows the search but its text. */
export function activeFilters(state: SearchState, locale?: string): readonly ActiveFilter[] {
  return [...chosenValues(state), ...chosenRanges(state, locale), ...chosenFlags(state)];
}

/** The search with its text and order alone. */
export function withoutFilters({ q, sort, seed }: SearchState): SearchState {
  return withPatch({ q, page: 1 }, { sort, seed });
}

const wordLabels = { include: 'Path has', exclude: 'Path lacks' } as const;

function chosenValues(state: SearchState): readonly ActiveFilter[] {
  const ofFacets = facets.flatMap(({ parameter, singular }) =>
    (state[parameter] ?? []).map((written) => {
      const value = written.replace(/^!/, '');
      const words = `${singular}: ${labelOf(parameter, value)}`;
      return {
        key: `${parameter} ${written}`,
        label: written.startsWith('!') ? `Not ${words}` : words,
        without: withChoice(state, { parameter, value, choice: 'none' }),
      };
    }),
  );
  const ofPaths = (['include', 'exclude'] as const).flatMap((parameter) =>
    (state[parameter] ?? []).map((word) => ({
      key: `${parameter} ${word}`,
      label: `${wordLabels[parameter]}: ${word}`,
      without: withPatch(state, {
        [parameter]: (state[parameter] ?? []).filter((one) => one !== word),
      }),
    })),
  );
  return [...ofFacets, ...ofPaths];
}

const dayLabels: readonly (readonly [DayParameter, string])[] = [
  ['releasedFrom', 'Released from'],
  ['releasedTo', 'Released until'],
  ['addedFrom', 'Added from'],
  ['addedTo', 'Added until'],
];

function chosenRanges(state: SearchState, locale?: string): readonly ActiveFilter[] {
  const filters: ActiveFilter[] = [];
  const { durationMin, durationMax, heightMin } = state;
  if (durationMin !== undefined || durationMax !== undefined) {
    const without = withPatch(state, { durationMin: undefined, durationMax: undefined });
    filters.push({
      key: 'duration',
      label: durationLabel(durationMin, durationMax, locale),
      without,
    });
  }
  if (heightMin !== undefined) {
    const without = withPatch(state, { heightMin: undefined });
    filters.push({ key: 'heightMin', label: `At least ${heightMin} lines`, without });
  }
  for (const [name, label] of dayLabels) {
    const day = state[name];
    if (day === undefined) continue;
    const without = withPatch(state, { [name]: undefined });
    filters.push({ key: name, label: `${label} ${formatReleased(day, locale)}`, without });
  }
  return filters;
}

/** `Under 5 min`, `Over 1 hr`, `5 min to 20 min`. At least one of the two is given, in seconds. */
export function durationLabel(
  minS: number | undefined,
  maxS: number | undefined,
  locale?: string,
): string {
  const words = (durationS: number) => formatLongDuration(durationS, locale);
  if (minS === undefined) return maxS === undefined ? 'Any length' : `Under ${words(maxS)}`;
  return maxS === undefined ? `Over ${words(minS)}` : `${words(minS)} to ${words(maxS)}`;
}

const flagLabels: Readonly<Record<FlagParameter, readonly [yes: string, no: string]>> = {
  favourite: ['Favourites', 'No favourites'],
  unwatched: ['Not watched', 'Watched'],
};

function chosenFlags(state: SearchState): readonly ActiveFilter[] {
  return (['favourite', 'unwatched'] as const).flatMap((name) => {
    const value = state[name];
    if (value === undefined) return [];
    const [yes, no] = flagLabels[name];
    return [
      { key: name, label: value ? yes : no, without: withPatch(state, { [name]: undefined }) },
    ];
  });
}
