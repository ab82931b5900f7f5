// Addresses of the API and of the site's pages, for links and requests. Browser-safe and without dependencies.

import type { Conversion } from './playback.ts';
import type { PreviewKind } from './video.ts';

const segment = encodeURIComponent;

/** The route that hands out, or queues, each kind of preview. */
export const previewRoutes = {
  poster: 'get-poster',
  previewThumbnails: 'get-preview-thumbnails',
  seekThumbnails: 'get-seek-thumbnails',
  teaserSmall: 'get-teaser-small',
  teaserLarge: 'get-teaser-large',
} as const satisfies Record<PreviewKind, string>;

/** Builders of API addresses; each returns a path that begins with `/`. */
export const routes = {
  video: (hash: string) => `/video/${hash}`,
  /** @param audio which sound track, from 0 */
  hlsPlaylist: (
    hash: string,
    conversion: Conversion,
    { session, audio }: { readonly session: string; readonly audio: number },
  ) => `/video/${hash}/hls/${conversion}/index.m3u8?session=${session}&audio=${audio}`,
  subtitles: (hash: string) => `/api/get-subtitles/${hash}`,
  subtitlesFile: (hash: string, id: string) => `/video/${hash}/subtitles/${id}.vtt`,
  endPlayback: (session: string) => `/api/end-playback/${session}`,
  videoData: (hash: string) => `/api/get-video-data/${hash}`,
  randomVideo: '/api/get-random-video',
  randomVideoSeeded: (seed: string) => `/api/get-random-video-seeded/${segment(seed)}`,
  spotlight: '/api/get-random-spotlight-video',
  addFavourite: (hash: string) => `/api/add-favourite/${hash}`,
  removeFavourite: (hash: string) => `/api/remove-favourite/${hash}`,
  isFavourite: (hash: string) => `/api/is-favourite/${hash}`,
  favourites: '/api/get-favourites',
  history: '/api/get-history',
  recordView: (hash: string) => `/api/record-view/${hash}`,
  setPoster: (hash: string) => `/api/set-poster/${hash}`,
  uploadPoster: (hash: string) => `/api/upload-poster/${hash}`,
  resetPoster: (hash: string) => `/api/reset-poster/${hash}`,
  performers: '/api/get-performers',
  studios: '/api/get-studios',
  preview: (kind: PreviewKind, hash: string) => `/api/media/${previewRoutes[kind]}/${hash}`,
  searchVideos: '/search/search-videos',
  suggestions: '/search/get-suggestions',
  wordCloud: '/search/get-word-cloud',
  facetValues: (facet: string) => `/search/get-facet-values/${segment(facet)}`,
  forYou: '/api/get-for-you',
  savedSearches: '/api/get-saved-searches',
  similarVideos: (hash: string, startFrom: number, limit: number) =>
    `/search/get-similar-videos/${hash}/${startFrom}/${limit}`,
  similarPerformers: (name: string) => `/search/get-similar-performers/${segment(name)}`,
  similarStudios: (name: string) => `/search/get-similar-studios/${segment(name)}`,
  dashboardStatus: '/api/dashboard/status',
  dashboardScan: '/api/dashboard/scan',
  dashboardScans: '/api/dashboard/scans',
  dashboardPreviews: '/api/dashboard/previews',
  dashboardPreviewsPlan: '/api/dashboard/previews/plan',
  dashboardPreviewsRetry: '/api/dashboard/previews/retry',
  dashboardFilters: '/api/dashboard/filters',
  dashboardFilter: (id: number) => `/api/dashboard/filters/${id}`,
  dashboardSavedSearches: '/api/dashboard/saved-searches',
  dashboardSavedSearch: (id: number) => `/api/dashboard/saved-searches/${id}`,
  dashboardLibraries: '/api/dashboard/libraries',
  dashboardLibrary: (path: string) => `/api/dashboard/libraries?path=${segment(path)}`,
  dashboardFolders: '/api/dashboard/libraries/folders',
  dashboardFailedFiles: '/api/dashboard/scan/failed',
  dashboardIndex: '/api/dashboard/index',
  dashboardLogs: '/api/dashboard/logs',
  events: '/api/events',
  dashboardEvents: '/api/dashboard/events',
} as const;

/** Builders of page addresses; every page is a file of its own. */
export const pages = {
  home: '/',
  search: '/search',
  /** @param query the canonical text of a search's parameters */
  savedSearch: (query: string) => (query === '' ? '/search' : `/search?${query}`),
  video: (hash: string) => `/watch?v=${hash}`,
  performers: '/performers',
  performer: (name: string) => `/performer?name=${segment(name)}`,
  studios: '/studios',
  studio: (name: string) => `/studio?name=${segment(name)}`,
  favourites: '/favourites',
  history: '/history',
  dashboard: '/dashboard',
  savedSearches: '/dashboard#saved',
  welcome: '/welcome',
} as const;
