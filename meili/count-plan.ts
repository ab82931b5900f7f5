// What a search counts: its videos, the values of its facets and the bars of its histograms, each under filters of its own. Pure.

import type { FacetDistribution } from 'meilisearch';
import type {
  FacetCounts,
  FacetName,
  HistogramBin,
  HistogramName,
  Histograms,
  SearchFilters,
} from '../core/contract/search.ts';
import { durationRangeCounts, topValues } from './facet-counts.ts';
import type { Filter, FilterField } from './filter.ts';
import { durationHistogram, yearHistogram } from './histogram.ts';
import { chosenValues, filtersOfHistogram, filtersToCount } from './search-filter.ts';
import {
  baseQuery,
  searchFilter,
  withFilter,
  type Matching,
  type VideoQuery,
  type VideoSearch,
} from './search-queries.ts';

/** The numbers of a search. */
export interface SearchCounts {
  /** Exact. */
  readonly total: number;
  /** At most 200 values a facet, those with the highest counts, and the chosen ones. */
  readonly facets: FacetCounts;
  readonly histograms: Histograms;
}

/** What is read of an answer. */
export interface Answer {
  readonly totalHits?: number;
  readonly facetDistribution?: FacetDistribution;
}
type Read<Value> = (answers: readonly Answer[]) => Value;

/** Everything that is counted under one filter: one query. */
interface Question {
  readonly filter: Filter | undefined;
  readonly fields: Set<FilterField>;
}

/** The queries that count what a search asks for, one for each filter that differs, and how their answers are read. */
export class CountPlan {
  readonly #search: VideoSearch;
  readonly #questions: Question[] = [];
  readonly #total: Read<number>;
  readonly #facets: readonly (readonly [FacetName, Read<Record<string, number>>])[];
  readonly #histograms: readonly (readonly [HistogramName, Read<HistogramBin[]>])[];

  constructor(search: VideoSearch) {
    this.#search = search;
    const { query } = search;
    this.#total = this.#askTotal(query);
    this.#facets = query.facets.map((facet) => [facet, this.#planFacet(facet)]);
    this.#histograms = query.histograms.map((name) => [name, this.#planHistogram(name)]);
  }

  /** The first one counts the whole search. */
  queries(matching: Matching): readonly VideoQuery[] {
    return this.#questions.map(({ filter, fields }) => ({
      ...baseQuery(this.#search, matching),
      ...withFilter(filter),
      page: 1,
      hitsPerPage: 0,
      facets: [...fields],
    }));
  }

  /** Reads the answers to {@link queries}, in their order. */
  read(answers: readonly Answer[]): SearchCounts {
    return {
      total: this.#total(answers),
      facets: Object.fromEntries(this.#facets.map(([facet, read]) => [facet, read(answers)])),
      histograms: Object.fromEntries(this.#histograms.map(([name, read]) => [name, read(answers)])),
    };
  }

  #planFacet(facet: FacetName): Read<Record<string, number>> {
    const { query } = this.#search;
    if (facet === 'favourite') return this.#planFavourites();
    const field = facet === 'duration' ? 'durationSlot' : facet;
    const read = this.#askValues(filtersToCount(query, facet), field);
    if (facet === 'duration') return (answers) => durationRangeCounts(read(answers));
    const chosen = chosenValues(query, facet);
    return (answers) => topValues(read(answers), chosen);
  }

  /** Not by the index's flag, which may lag: by what the filter would find. */
  #planFavourites(): Read<Record<string, number>> {
    const totals = [true, false].map(
      (favourite) =>
        [String(favourite), this.#askTotal({ ...this.#search.query, favourite })] as const,
    );
    return (answers) => {
      const counts = totals.map(([favourite, read]) => [favourite, read(answers)] as const);
      return Object.fromEntries(counts.filter(([, count]) => count > 0));
    };
  }

  #planHistogram(name: HistogramName): Read<HistogramBin[]> {
    const field = name === 'duration' ? 'durationSlot' : name;
    const read = this.#askValues(filtersOfHistogram(this.#search.query, name), field);
    return (answers) =>
      name === 'duration' ? durationHistogram(read(answers)) : yearHistogram(read(answers));
  }

  #askTotal(filters: SearchFilters): Read<number> {
    const place = this.#ask(filters);
    return (answers) => answers[place]?.totalHits ?? 0;
  }

  #askValues(filters: SearchFilters, field: FilterField): Read<Readonly<Record<string, number>>> {
    const place = this.#ask(filters, field);
    return (answers) => answers[place]?.facetDistribution?.[field] ?? {};
  }

  /** Returns the place of the query that tells. */
  #ask(filters: SearchFilters, field?: FilterField): number {
    const filter = searchFilter(this.#search, filters);
    let place = this.#questions.findIndex((question) => question.filter === filter);
    if (place === -1) place = this.#questions.push({ filter, fields: new Set() }) - 1;
    if (field !== undefined) this.#questions[place]?.fields.add(field);
    return place;
  }
}
