// Performers and studios with their numbers of videos, as the site's content filters leave them.

import type { Person, PeopleQuery } from '../../core/contract/people.ts';
import type { PersonKind } from '../../core/similarity/term.ts';
import { facetKey } from '../../meili/facet-key.ts';
import type { FacetValue } from '../../meili/facet-counts.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { SiteFilter } from './site-filter.ts';
import type { VideoPresenter } from './video-presenter.ts';
import type { VisibleVideos } from './visible-videos.ts';

const facetOf = { performer: 'performers', studio: 'studio' } as const satisfies Record<
  PersonKind,
  string
>;

/** The numbers of videos of all visible performers or studios. */
export interface PeopleCounts {
  /** 0 for a name that nobody has, or that is hidden with all its videos. Case does not matter. */
  of(name: string): number;
}

/** A page of people, and how many there are. */
export interface PeoplePage {
  readonly items: Person[];
  readonly total: number;
}

interface DirectoryParts {
  readonly index: VideoIndex;
  readonly siteFilter: SiteFilter;
  readonly visible: VisibleVideos;
  readonly presenter: VideoPresenter;
}

/** Lists people; an answer is true for the moment of the request. */
export class PeopleDirectory {
  readonly #parts: DirectoryParts;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
  }

  async counts(kind: PersonKind, signal: AbortSignal): Promise<PeopleCounts> {
    const { filter } = await this.#parts.siteFilter.current();
    const values = await this.#parts.index.countValues(facetOf[kind], filter, signal);
    const counts = new Map(values.map(({ value, count }) => [facetKey(value), count]));
    return { of: (name) => counts.get(facetKey(name)) ?? 0 };
  }

  /** A page in the order of the query; with a text, the best matches come first unless the names are to be in order. */
  async page(kind: PersonKind, query: PeopleQuery, signal: AbortSignal): Promise<PeoplePage> {
    const { index, siteFilter } = this.#parts;
    const { filter } = await siteFilter.current();
    const text = query.q.trim();
    const values =
      text === ''
        ? await index.countValues(facetOf[kind], filter, signal)
        : await index.searchValues(facetOf[kind], text, { filter, signal });
    const sorted =
      text !== '' && query.sort === 'videos:desc' ? values : sortPeople(values, query.sort);
    const shown = sorted.slice((query.page - 1) * query.limit, query.page * query.limit);
    const items = await this.#toPeople(kind, shown, signal);
    return { items, total: values.length };
  }

  /** Each person is pictured by the newest of their videos. */
  async #toPeople(
    kind: PersonKind,
    values: readonly FacetValue[],
    signal: AbortSignal,
  ): Promise<Person[]> {
    const { index, siteFilter, visible, presenter } = this.#parts;
    const { filter } = await siteFilter.current();
    const names = values.map(({ value }) => value);
    const covers = await index.newestOfEach(facetOf[kind], names, { filter, signal });
    const known = await visible.present(covers.filter((hash) => hash !== undefined));
    const summaries = await presenter.summaries(known);
    const posters = new Map(summaries.map(({ hash, posterUrl }) => [hash, posterUrl]));
    return values.map(({ value, count }, place) => ({
      name: value,
      videoCount: count,
      posterUrl: posters.get(covers[place] ?? '') ?? null,
    }));
  }
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function sortPeople(
  values: readonly FacetValue[],
  sort: PeopleQuery['sort'],
): readonly FacetValue[] {
  const compareNames = (a: FacetValue, b: FacetValue) => byName.compare(a.value, b.value);
  switch (sort) {
    case 'name:asc':
      return values.toSorted(compareNames);
    case 'name:desc':
      return values.toSorted((a, b) => compareNames(b, a));
    case 'videos:asc':
      return values.toSorted((a, b) => a.count - b.count || compareNames(a, b));
    case 'videos:desc':
      return values.toSorted((a, b) => b.count - a.count || compareNames(a, b));
  }
}
