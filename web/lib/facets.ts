// The facets of the search page: their words, their values in order, and choosing a value as a pure change of state.

import { readChosenValue, writeChosenValue } from '../../core/contract/chosen-value.ts';
import type { AllOfName, FacetName } from '../../core/contract/search.ts';
import { valueKey } from '../../core/contract/value-key.ts';
import { withPatch, type ListParameter, type SearchState } from './url-state.ts';

/** A facet as the page shows it: the answer's name, the parameter that filters by it, its words. */
export interface Facet {
  readonly name: FacetName;
  readonly parameter: ListParameter;
  readonly label: string;
  /** For the chip of one value. */
  readonly singular: string;
  readonly order: 'count' | 'numberDescending';
}

/** All facets whose values are listed, in the order of the page. */
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
    order: 'numberDescending',
  },
  {
    name: 'releasedYear',
    parameter: 'year',
    label: 'Year',
    singular: 'Year',
    order: 'numberDescending',
  },
  {
    name: 'playability',
    parameter: 'playability',
    label: 'Playback',
    singular: 'Playback',
    order: 'count',
  },
  {
    name: 'videoCodec',
    parameter: 'codec',
    label: 'Codec',
    singular: 'Codec',
    order: 'count',
  },
];

const valueLabels: Readonly<Partial<Record<ListParameter, Readonly<Record<string, string>>>>> = {
  playability: { direct: 'Plays as it is', remux: 'Repackaged', transcode: 'Re-encoded' },
  resolution: { '4320p': '8K', '2160p': '4K' },
  codec: {
    av1: 'AV1',
    h264: 'H.264',
    hevc: 'HEVC',
    mpeg1video: 'MPEG-1',
    mpeg2video: 'MPEG-2',
    mpeg4: 'MPEG-4',
    prores: 'ProRes',
    theora: 'Theora',
    vc1: 'VC-1',
    vp8: 'VP8',
    vp9: 'VP9',
  },
};

/** What a person reads for a value of a facet. */
export function labelOf(parameter: ListParameter, value: string): string {
  return valueLabels[parameter]?.[value] ?? value;
}

/** How a value takes part in the search. */
export type Choice = 'included' | 'excluded' | 'none';

/** Case and outer space do not matter, as they do not to the filter. */
export function choiceOf(state: SearchState, parameter: ListParameter, value: string): Choice {
  const key = valueKey(value);
  const chosen = (state[parameter] ?? [])
    .map(readChosenValue)
    .find((candidate) => valueKey(candidate.value) === key);
  if (chosen === undefined) return 'none';
  return chosen.isExcluded ? 'excluded' : 'included';
}

/** The state in which a value takes part in the given way, in this spelling; on its first page. */
export function withChoice(
  state: SearchState,
  {
    parameter,
    value,
    choice,
  }: { readonly parameter: ListParameter; readonly value: string; readonly choice: Choice },
): SearchState {
  const key = valueKey(value);
  const others = (state[parameter] ?? []).filter(
    (one) => valueKey(readChosenValue(one).value) !== key,
  );
  const written = writeChosenValue({ value, isExcluded: choice === 'excluded' });
  return withPatch(state, { [parameter]: choice === 'none' ? others : [...others, written] });
}

/** The name by which all wanted values of a parameter can be asked for; undefined where a video has only one. */
export function allOfNameOf(parameter: ListParameter): AllOfName | undefined {
  return allOfNames.find((name) => name === parameter);
}

const allOfNames: readonly AllOfName[] = ['performer', 'category', 'tag'];

/** The state in which a video must have all wanted values of a field, or any of them; on its first page. */
export function withAllOf(state: SearchState, name: AllOfName, isAll: boolean): SearchState {
  const others = (state.allOf ?? []).filter((one) => one !== name);
  return withPatch(state, { allOf: isAll ? [...others, name] : others });
}

/** A value of a facet with how many videos have it and how it takes part. */
export interface FacetEntry {
  readonly value: string;
  readonly count: number;
  readonly choice: Choice;
}

/** The values of a facet in order and in its spelling, chosen ones included even when nothing is left of them. */
export function facetEntries(
  facet: Facet,
  counts: Readonly<Record<string, number>>,
  state: SearchState,
): readonly FacetEntry[] {
  const chosen = (state[facet.parameter] ?? []).map((written) => readChosenValue(written).value);
  const known = Object.keys(counts);
  const byKey = new Map([...chosen, ...known].map((value) => [valueKey(value), value]));
  const entries = [...byKey.values()].map((value) => ({
    value,
    count: counts[value] ?? 0,
    choice: choiceOf(state, facet.parameter, value),
  }));
  return entries.sort(facet.order === 'count' ? byCount : byNumber);
}

function byCount(a: FacetEntry, b: FacetEntry): number {
  return b.count - a.count || a.value.localeCompare(b.value, undefined, { numeric: true });
}

/** The largest number first, what is none (`SD`) last. */
function byNumber(a: FacetEntry, b: FacetEntry): number {
  return numberIn(b) - numberIn(a);
}

function numberIn({ value }: FacetEntry): number {
  const number = Number.parseInt(value, 10);
  return Number.isNaN(number) ? -1 : number;
}
