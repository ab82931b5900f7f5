// Search, and videos chosen by chance among those that match.

import { z } from 'zod';
import type { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import type { ViewStore } from '../../core/catalogue/view-store.ts';
import { mergeFilters, parseQuery } from '../../core/contract/query-language/parse-query.ts';
import {
  facetValuesAnswer,
  facetValuesQuery,
  nameFacet,
  searchAnswer,
  searchFilters,
  searchQuery,
  type FacetName,
  type SearchFilters,
} from '../../core/contract/search.ts';
import { videoSummary } from '../../core/contract/video.ts';
import { NotFoundError } from '../../core/errors.ts';
import { and } from '../../meili/filter.ts';
import { toSearchFilter, type PersonalHashes } from '../../meili/search-filter.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { SiteFilter } from '../library/site-filter.ts';
import type { VideoPresenter } from '../library/video-presenter.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';

/** What search routes work with. */
export interface SearchRouteParts {
  readonly index: VideoIndex;
  readonly siteFilter: SiteFilter;
  readonly visible: VisibleVideos;
  readonly presenter: VideoPresenter;
  readonly favourites: FavouriteStore;
  readonly views: ViewStore;
}

/** `/search/search-videos`, `/search/get-facet-values` and the random routes. */
export function searchRoutes(parts: SearchRouteParts): readonly Route[] {
  return [searchVideos(parts), facetValues(parts), ...randomRoutes(parts)];
}

function searchVideos(parts: SearchRouteParts): Route {
  const { index, siteFilter, visible, presenter } = parts;
  return defineRoute({
    method: 'get',
    path: '/search/search-videos',
    summary: 'Searches videos, with filters, facets, sorting and pages',
    query: searchQuery,
    answer: searchAnswer,
    handle: async ({ query: asked, signal }) => {
      const { q, filters } = parseQuery(asked.q);
      const query = { ...mergeFilters(asked, filters), q };
      const { filter } = await siteFilter.current();
      const personal = await personalHashes(query, parts);
      const found = await index.search({ query, contentFilter: filter, ...personal }, signal);
      // Filters and files may have changed since the index was told.
      const videos = await presenter.summaries(await visible.present(found.hashes));
      const { total, facets, histograms, tookMs } = found;
      const { page, limit } = query;
      return { videos, total, page, limit, facets, histograms, tookMs };
    },
  });
}

function facetValues(parts: SearchRouteParts): Route {
  const { index, siteFilter } = parts;
  return defineRoute({
    method: 'get',
    path: '/search/get-facet-values/{facet}',
    summary: 'Values of a facet by their name, counted as the facets of a search are',
    params: z.object({ facet: nameFacet }),
    query: facetValuesQuery,
    answer: facetValuesAnswer,
    handle: async ({ params, query: asked, signal }) => {
      const { q, filters: typed } = parseQuery(asked.q);
      const filters = mergeFilters(asked, typed);
      const { filter: contentFilter } = await siteFilter.current();
      const personal = await personalHashes(filters, parts);
      const scope = { contentFilter, ...personal, q, filters };
      const { text, limit } = asked;
      const values = await index.facetValues({ ...scope, ...params, text, limit }, signal);
      return { values: [...values] };
    },
  });
}

function randomRoutes(parts: SearchRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/get-random-video',
      summary: 'Any video that matches',
      query: searchFilters,
      answer: videoSummary,
      handle: async ({ query, signal }) => await randomVideo(parts, { filters: query, signal }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/get-random-video-seeded/{seed}',
      summary: 'The same video for the same seed and library',
      params: z.object({ seed: z.string().max(200) }),
      query: searchFilters,
      answer: videoSummary,
      handle: async ({ params, query, signal }) =>
        await randomVideo(parts, { filters: query, seed: params.seed, signal }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/get-random-spotlight-video',
      summary: 'The video of the day',
      query: z.object({ date: z.iso.date('must be a date as YYYY-MM-DD').optional() }),
      answer: videoSummary,
      handle: async ({ query, signal }) => {
        const seed = `spotlight ${query.date ?? new Date().toISOString().slice(0, 10)}`;
        return await randomVideo(parts, { filters: {}, seed, signal });
      },
    }),
  ];
}

interface RandomRequest {
  readonly filters: SearchFilters;
  readonly seed?: string;
  readonly signal: AbortSignal;
}

async function randomVideo(parts: SearchRouteParts, { filters, seed, signal }: RandomRequest) {
  const { index, siteFilter, visible, presenter } = parts;
  const { filter } = await siteFilter.current();
  const wanted = and(filter, toSearchFilter(filters, await personalHashes(filters, parts)));
  const hash = await index.random(wanted, { seed }, signal);
  if (hash === undefined) throw new NotFoundError('No video matches.');
  return await presenter.summary(await visible.get(hash));
}

/** What the catalogue knows at once and the index a moment later; read only when it is filtered by or counted. */
export async function personalHashes(
  { favourite, unwatched, facets = [] }: SearchFilters & { readonly facets?: readonly FacetName[] },
  { favourites, views }: Pick<SearchRouteParts, 'favourites' | 'views'>,
): Promise<PersonalHashes> {
  const needsFavourites = favourite !== undefined || facets.includes('favourite');
  return {
    favouriteHashes: needsFavourites ? await favourites.all() : undefined,
    watchedHashes: unwatched === undefined ? undefined : await views.watchedHashes(),
  };
}
