// Performers and studios with their numbers of videos, as the site's content filters leave them.

import type { Person, PeopleQuery } from '../../core/contract/people.ts';
import type { PersonKind } from '../../core/similarity/term.ts';
import type { FacetValue } from '../../meili/facet-counts.ts';
import type { CountedValue, VideoIndex } from '../../meili/video-index.ts';
import type { KnownNames, Names } from './known-names.ts';
import type { SiteFilter } from './site-filter.ts';
import type { VideoPresenter } from './video-presenter.ts';
import type { VisibleVideos } from './visible-videos.ts';

const facetOf = { performer: 'performers', studio: 'studio' } as const satisfies Record<
  PersonKind,
  string
>;

const namesOf = { performer: 'performers', studio: 'studios' } as const satisfies Record<
  PersonKind,
  keyof Names
>;

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
  readonly names: KnownNames;
}

/** Lists people; an answer is true for the moment of the request. */
export class PeopleDirectory {
  readonly #parts: DirectoryParts;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
  }

  /** Those of `names` who have a video that may be seen, in their order; asked for all at once. */
  async among(
    kind: PersonKind,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Person[]> {
    const { index, siteFilter } = this.#parts;
    const { filter } = await siteFilter.current();
    const counted = await index.newestOfEach(facetOf[kind], names, { filter, signal });
    const posters = await this.#posters(counted);
    return names.flatMap((name, place) => {
      const { count: videoCount = 0, newest } = counted[place] ?? {};
      const posterUrl = posters.get(newest ?? '') ?? null;
      return videoCount === 0 ? [] : [{ name, videoCount, posterUrl }];
    });
  }

  /** A page in the order of the query; with a text, the best matches come first unless the names are to be in order. */
  async page(kind: PersonKind, query: PeopleQuery, signal: AbortSignal): Promise<PeoplePage> {
    const { index, siteFilter, names } = this.#parts;
    const { filter } = await siteFilter.current();
    const text = query.q.trim();
    const values =
      text === ''
        ? await index.countValues(facetOf[kind], filter, signal)
        : (await names.upToDate())[namesOf[kind]].find(text);
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
    const { index, siteFilter } = this.#parts;
    const { filter } = await siteFilter.current();
    const names = values.map(({ value }) => value);
    const counted = await index.newestOfEach(facetOf[kind], names, { filter, signal });
    const posters = await this.#posters(counted);
    return values.map(({ value, count }, place) => ({
      name: value,
      videoCount: count,
      posterUrl: posters.get(counted[place]?.newest ?? '') ?? null,
    }));
  }

  async #posters(counted: readonly CountedValue[]): Promise<ReadonlyMap<string, string | null>> {
    const { visible, presenter } = this.#parts;
    const hashes = counted.map(({ newest }) => newest).filter((hash) => hash !== undefined);
    const summaries = await presenter.summaries(await visible.present(hashes));
    return new Map(summaries.map(({ hash, posterUrl }) => [hash, posterUrl]));
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
