// One function a route of the dashboard's API. The library's routes are in api.ts, the transport in request.ts.

import type {
  ContentFilter,
  DashboardStatus,
  FailedFilesAnswer,
  FilterBody,
  FoldersAnswer,
  LibrariesAnswer,
  LogsAnswer,
  ScanMode,
  ScanStatus,
} from '../../core/contract/dashboard.ts';
import type { IndexActionBody, IndexAnswer } from '../../core/contract/search-index.ts';
import type {
  FailedPreviewsAnswer,
  PreviewsBody,
  PreviewsPlan,
  RetryPreviewsBody,
} from '../../core/contract/preview-work.ts';
import { routes } from '../../core/contract/routes.ts';
import type {
  KeptSearch,
  ManagedSearchesAnswer,
  SavedSearchBody,
  SavedSearchPatch,
} from '../../core/contract/saved-search.ts';
import type { ScanHistoryAnswer } from '../../core/contract/scan-history.ts';
import type { PreviewKind } from '../../core/contract/video.ts';
import { requestJson } from './request.ts';

export function fetchStatus(signal?: AbortSignal): Promise<DashboardStatus> {
  return requestJson(routes.dashboardStatus, { signal });
}

/** Which scan is wanted; without a collection or a folder, of the whole library. */
export interface ScanRequest {
  readonly mode: ScanMode;
  readonly collection?: string | undefined;
  /** Only this folder and what is below it. */
  readonly folder?: string | undefined;
  /** Confirms that files which vanished all at once are really gone. */
  readonly acceptMissing?: boolean;
}

export function startScan(body: ScanRequest): Promise<ScanStatus> {
  return requestJson(routes.dashboardScan, { method: 'POST', body });
}

export function cancelScan(): Promise<ScanStatus> {
  return requestJson(routes.dashboardScan, { method: 'DELETE' });
}

/** @param page from 1 */
export function fetchFailedFiles(
  { page, limit }: { readonly page: number; readonly limit: number },
  signal?: AbortSignal,
): Promise<FailedFilesAnswer> {
  const query = new URLSearchParams({ page: String(page), limit: String(limit) });
  return requestJson(routes.dashboardFailedFiles, { query, signal });
}

/** Has a file that failed read again; without a path, all of them. */
export function retryFailedFiles(path?: string): Promise<unknown> {
  return requestJson(routes.dashboardFailedFiles, { method: 'POST', body: { path } });
}

/** @param page from 1 */
export function fetchScans(
  { page, limit }: { readonly page: number; readonly limit: number },
  signal?: AbortSignal,
): Promise<ScanHistoryAnswer> {
  const query = new URLSearchParams({ page: String(page), limit: String(limit) });
  return requestJson(routes.dashboardScans, { query, signal });
}

/** The previews that could not be made, the latest first. @param page from 1 */
export function fetchFailedPreviews(
  { page, limit }: { readonly page: number; readonly limit: number },
  signal?: AbortSignal,
): Promise<FailedPreviewsAnswer> {
  const query = new URLSearchParams({ page: String(page), limit: String(limit) });
  return requestJson(routes.dashboardPreviews, { query, signal });
}

/** How many previews of how many videos an order means. */
export function fetchPreviewsPlan(
  { kinds, query, limit, redo }: PreviewsBody,
  signal?: AbortSignal,
): Promise<PreviewsPlan> {
  const parameters = new URLSearchParams({ kinds: kinds.join(','), redo: String(redo) });
  if (query !== undefined) parameters.set('query', query);
  if (limit !== undefined) parameters.set('limit', String(limit));
  return requestJson(routes.dashboardPreviewsPlan, { query: parameters, signal });
}

export function queuePreviews(body: PreviewsBody): Promise<PreviewsPlan> {
  return requestJson(routes.dashboardPreviews, { method: 'POST', body });
}

/** Tries one failed preview again, or all of some kinds. */
export function retryPreviews(body: RetryPreviewsBody): Promise<{ readonly retried: number }> {
  return requestJson(routes.dashboardPreviewsRetry, { method: 'POST', body });
}

/** Cancels what is queued and what is being made of these kinds. */
export function cancelPreviews(
  kinds: readonly PreviewKind[],
): Promise<{ readonly cancelled: number }> {
  const query = new URLSearchParams({ kinds: kinds.join(',') });
  return requestJson(routes.dashboardPreviews, { method: 'DELETE', query });
}

/** Keeps all workers from making previews, or lets them go on. */
export function pausePreviews(isPaused: boolean): Promise<unknown> {
  return requestJson(routes.dashboardPreviews, { method: 'PATCH', body: { isPaused } });
}

export function fetchFilters(
  signal?: AbortSignal,
): Promise<{ readonly items: readonly ContentFilter[] }> {
  return requestJson(routes.dashboardFilters, { signal });
}

export function addFilter(body: FilterBody): Promise<ContentFilter> {
  return requestJson(routes.dashboardFilters, { method: 'POST', body });
}

export function changeFilter(id: number, body: Partial<FilterBody>): Promise<ContentFilter> {
  return requestJson(routes.dashboardFilter(id), { method: 'PATCH', body });
}

export function removeFilter(id: number): Promise<unknown> {
  return requestJson(routes.dashboardFilter(id), { method: 'DELETE' });
}

export function fetchManagedSearches(signal?: AbortSignal): Promise<ManagedSearchesAnswer> {
  return requestJson(routes.dashboardSavedSearches, { signal });
}

export function saveSearch(body: SavedSearchBody): Promise<KeptSearch> {
  return requestJson(routes.dashboardSavedSearches, { method: 'POST', body });
}

export function changeSavedSearch(id: number, body: SavedSearchPatch): Promise<KeptSearch> {
  return requestJson(routes.dashboardSavedSearch(id), { method: 'PATCH', body });
}

export function removeSavedSearch(id: number): Promise<unknown> {
  return requestJson(routes.dashboardSavedSearch(id), { method: 'DELETE' });
}

export function fetchLibraries(signal?: AbortSignal): Promise<LibrariesAnswer> {
  return requestJson(routes.dashboardLibraries, { signal });
}

export function addLibrary(body: {
  readonly path: string;
  readonly name?: string;
}): Promise<LibrariesAnswer> {
  return requestJson(routes.dashboardLibraries, { method: 'POST', body });
}

export function removeLibrary(path: string): Promise<LibrariesAnswer> {
  return requestJson(routes.dashboardLibrary(path), { method: 'DELETE' });
}

/** @param path absent for where the server suggests to start */
export function fetchFolders(
  path: string | undefined,
  signal?: AbortSignal,
): Promise<FoldersAnswer> {
  const query = new URLSearchParams(path === undefined ? {} : { path });
  return requestJson(routes.dashboardFolders, { query, signal });
}

export function fetchIndex(signal?: AbortSignal): Promise<IndexAnswer> {
  return requestJson(routes.dashboardIndex, { signal });
}

export function actOnIndex(body: IndexActionBody): Promise<IndexAnswer> {
  return requestJson(routes.dashboardIndex, { method: 'POST', body });
}

interface LogsRequest {
  readonly name: string;
  readonly level: string;
  readonly limit: number;
}

export function fetchLogs(request: LogsRequest, signal?: AbortSignal): Promise<LogsAnswer> {
  const query = new URLSearchParams({ ...request, limit: String(request.limit) });
  return requestJson(routes.dashboardLogs, { query, signal });
}
