// One function a route of the library API: search, videos, performers, studios, favourites, history, previews.
// The dashboard's routes are in dashboard-api.ts, the transport in request.ts.

import type { ForYouAnswer } from '../../core/contract/for-you.ts';
import type { MediaAnswer } from '../../core/contract/media.ts';
import type { PeopleAnswer, PeopleQuery } from '../../core/contract/people.ts';
import { routes } from '../../core/contract/routes.ts';
import type { SavedSearchesAnswer } from '../../core/contract/saved-search.ts';
import type {
  FacetName,
  FacetValuesAnswer,
  NameFacet,
  SearchAnswer,
  SimilarPeopleAnswer,
  SimilarVideosAnswer,
} from '../../core/contract/search.ts';
import type { SubtitlesAnswer } from '../../core/contract/subtitles.ts';
import type { SuggestionsAnswer } from '../../core/contract/suggestions.ts';
import type {
  FavouriteAnswer,
  HistoryPage,
  PreviewKind,
  RecordViewAnswer,
  RecordViewBody,
  VideoDetail,
  VideoPage,
  VideoSummary,
} from '../../core/contract/video.ts';
import type { WordCloudAnswer } from '../../core/contract/word-cloud.ts';
import { requestJson, requestText } from './request.ts';
import { writeSearchState, type SearchState } from './url-state.ts';

/** Performers and studios: the same shapes behind two sets of routes. */
export type PeopleKind = 'performer' | 'studio';

interface SearchOptions {
  /** @default 24 */
  readonly limit?: number;
  /** Facets to count; none when absent. */
  readonly facets?: readonly FacetName[];
  readonly signal?: AbortSignal;
}

/** Searches with the state of the search page, or any part of it. */
export function searchVideos(
  state: Partial<SearchState>,
  { limit = 24, facets = [], signal }: SearchOptions = {},
): Promise<SearchAnswer> {
  const query = writeSearchState(state);
  query.set('limit', String(limit));
  if (facets.length > 0) query.set('facets', facets.join(','));
  return requestJson(routes.searchVideos, { query, signal });
}

/** The facets and histograms of a search, without its videos. */
export async function fetchCounts(
  state: Partial<SearchState>,
  facets: readonly FacetName[],
  signal?: AbortSignal,
): Promise<Pick<SearchAnswer, 'facets' | 'histograms'>> {
  const query = writeSearchState({ ...state, page: 1, sort: undefined, seed: undefined });
  query.set('limit', '1');
  query.set('facets', facets.join(','));
  query.set('histograms', '*');
  return requestJson(routes.searchVideos, { query, signal });
}

/** The most telling words of what a search finds. */
export function fetchWordCloud(
  state: Partial<SearchState>,
  limit: number,
  signal?: AbortSignal,
): Promise<WordCloudAnswer> {
  const query = writeSearchState({ ...state, page: 1, sort: undefined, seed: undefined });
  query.set('limit', String(limit));
  return requestJson(routes.wordCloud, { query, signal });
}

interface FacetValuesOptions {
  readonly text: string;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/** Values of a facet within a search. */
export function fetchFacetValues(
  facet: NameFacet,
  state: Partial<SearchState>,
  { text, limit, signal }: FacetValuesOptions,
): Promise<FacetValuesAnswer> {
  const query = writeSearchState(state);
  query.set('text', text);
  query.set('limit', String(limit));
  return requestJson(routes.facetValues(facet), { query, signal });
}

/** Searches for what a saved search asks for. */
export function searchSaved(
  savedQuery: string,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
): Promise<SearchAnswer> {
  const query = new URLSearchParams(savedQuery);
  query.set('limit', String(limit));
  return requestJson(routes.searchVideos, { query, signal });
}

export function fetchSavedSearches(signal?: AbortSignal): Promise<SavedSearchesAnswer> {
  return requestJson(routes.savedSearches, { signal });
}

/** The best videos, performers and studios for what is typed so far. */
export function fetchSuggestions(q: string, signal?: AbortSignal): Promise<SuggestionsAnswer> {
  return requestJson(routes.suggestions, { query: new URLSearchParams({ q }), signal });
}

export function fetchVideo(hash: string, signal?: AbortSignal): Promise<VideoDetail> {
  return requestJson(routes.videoData(hash), { signal });
}

export function fetchRandomVideo(signal?: AbortSignal): Promise<VideoSummary> {
  return requestJson(routes.randomVideo, { signal });
}

/** The video of the day. */
export function fetchSpotlight(signal?: AbortSignal): Promise<VideoSummary> {
  return requestJson(routes.spotlight, { signal });
}

interface SimilarVideosOptions {
  readonly startFrom?: number;
  readonly limit?: number;
  /** Weights, filters and whether duplicates are listed. */
  readonly query?: URLSearchParams;
  readonly signal?: AbortSignal;
}

export function fetchSimilarVideos(
  hash: string,
  { startFrom = 0, limit = 24, query = new URLSearchParams(), signal }: SimilarVideosOptions = {},
): Promise<SimilarVideosAnswer> {
  return requestJson(routes.similarVideos(hash, startFrom, limit), { query, signal });
}

/** Unseen videos near what was marked and watched; none without a history. */
export function fetchForYou(limit: number, signal?: AbortSignal): Promise<ForYouAnswer> {
  const query = new URLSearchParams({ limit: String(limit) });
  return requestJson(routes.forYou, { query, signal });
}

export function fetchPeople(
  kind: PeopleKind,
  query: PeopleQuery,
  signal?: AbortSignal,
): Promise<PeopleAnswer> {
  const parameters = new URLSearchParams({
    q: query.q,
    sort: query.sort,
    page: String(query.page),
    limit: String(query.limit),
  });
  const route = kind === 'performer' ? routes.performers : routes.studios;
  return requestJson(route, { query: parameters, signal });
}

export function fetchSimilarPeople(
  kind: PeopleKind,
  name: string,
  signal?: AbortSignal,
): Promise<SimilarPeopleAnswer> {
  const route = kind === 'performer' ? routes.similarPerformers : routes.similarStudios;
  return requestJson(route(name), { signal });
}

interface PageOptions {
  readonly page?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

export function fetchFavourites(options: PageOptions = {}): Promise<VideoPage> {
  return fetchPage(routes.favourites, options);
}

export function fetchHistory(options: PageOptions = {}): Promise<HistoryPage> {
  return fetchPage(routes.history, options);
}

function fetchPage<Page>(
  path: string,
  { page = 1, limit = 24, signal }: PageOptions,
): Promise<Page> {
  const query = new URLSearchParams({ page: String(page), limit: String(limit) });
  return requestJson(path, { query, signal });
}

/** Makes a video a favourite, or no longer one. */
export function setFavourite(hash: string, isFavourite: boolean): Promise<FavouriteAnswer> {
  const path = isFavourite ? routes.addFavourite(hash) : routes.removeFavourite(hash);
  return requestJson(path, { method: 'POST' });
}

/** Reports playback; outlives the page, so that the last report of a visit arrives too. */
export function recordView(hash: string, body: RecordViewBody): Promise<RecordViewAnswer> {
  return requestJson(routes.recordView(hash), { method: 'POST', body, keepalive: true });
}

export function fetchSubtitles(hash: string, signal?: AbortSignal): Promise<SubtitlesAnswer> {
  return requestJson(routes.subtitles(hash), { signal });
}

/** Subtitles as WebVTT; the server may have to read the whole video first. */
export function fetchSubtitleText(url: string, signal?: AbortSignal): Promise<string> {
  return requestText(url, { signal });
}

/** Ends the server's work for a player that has gone; outlives the page. */
export function endPlayback(session: string): Promise<unknown> {
  return requestJson(routes.endPlayback(session), { method: 'POST', keepalive: true });
}

/** Seconds that the server may take to make a poster before it answers that it will. */
const posterWait = new URLSearchParams({ wait: '20' });

/** Makes the picture at a time, in seconds, the poster. */
export function setPoster(hash: string, timeS: number): Promise<MediaAnswer> {
  return requestJson(routes.setPoster(hash), {
    method: 'POST',
    body: { timeS },
    query: posterWait,
  });
}

/** Makes a picture file the poster. */
export function uploadPoster(hash: string, picture: Blob): Promise<MediaAnswer> {
  return requestJson(routes.uploadPoster(hash), {
    method: 'POST',
    body: picture,
    query: posterWait,
  });
}

/** Goes back to the poster that Reeldex chose. */
export function resetPoster(hash: string): Promise<MediaAnswer> {
  return requestJson(routes.resetPoster(hash), { method: 'POST', query: posterWait });
}

interface PreviewOptions {
  readonly kind: PreviewKind;
  readonly hash: string;
  /** Seconds, up to 60, that the server may take to make it before it answers with the state. */
  readonly waitS?: number;
  readonly signal?: AbortSignal;
}

/** Asks for a preview, and has it made when it is not there yet. */
export function fetchPreview({
  kind,
  hash,
  waitS = 0,
  signal,
}: PreviewOptions): Promise<MediaAnswer> {
  const query = new URLSearchParams(waitS > 0 ? { wait: String(waitS) } : {});
  return requestJson(routes.preview(kind, hash), { query, signal });
}
