// The transport: the only place that calls fetch. Knows JSON and errors, no routes.

import type { ErrorAnswer } from '../../core/contract/errors.ts';
import { ApiError, isAbort, noAnswerStatus } from './api-error.ts';

/** What a request may carry; without a `body` nothing is sent but the address. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON, but for a file, which is sent as it is. */
  readonly body?: unknown;
  readonly query?: URLSearchParams;
  readonly signal?: AbortSignal | undefined;
  /** Lets the request outlive the page, for what is sent while leaving it. */
  readonly keepalive?: boolean;
}

/**
 * Sends a request and reads its JSON answer.
 * @throws ApiError for any status but 2xx and for no answer at all; the AbortError when aborted.
 */
export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (!response.ok) throw await errorOf(response);
  try {
    // The contract is checked where it is made, by the server's schemas; zod stays out of the bundle.
    return (await response.json()) as T;
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ApiError(`The answer of ${path} is not JSON.`, {
      status: response.status,
      code: 'bad_answer',
      cause,
    });
  }
}

/**
 * Sends a request and reads its answer as text.
 * @throws what {@link requestJson} throws.
 */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  const response = await send(path, options);
  if (!response.ok) throw await errorOf(response);
  return await response.text();
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const query = options.query?.toString() ?? '';
  const init: RequestInit = {
    method: options.method ?? 'GET',
    ...contentOf(options.body),
    signal: options.signal ?? null,
    keepalive: options.keepalive ?? false,
  };
  try {
    return await fetch(query === '' ? path : `${path}?${query}`, init);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ApiError('Reeldex does not answer. Is it running?', {
      status: noAnswerStatus,
      code: 'no_answer',
      cause,
    });
  }
}

function contentOf(body: unknown): Pick<RequestInit, 'headers' | 'body'> {
  const accept = 'application/json';
  if (body === undefined) return { headers: { accept }, body: null };
  // Its own type may be that of JSON.
  if (body instanceof Blob)
    return { headers: { accept, 'content-type': 'application/octet-stream' }, body };
  return { headers: { accept, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  const answer = parseErrorAnswer(text);
  return new ApiError(answer?.error.message ?? `The server answered ${response.status}.`, {
    status: response.status,
    code: answer?.error.code ?? 'unknown',
    retryAfterS: parseRetryAfter(response.headers.get('retry-after')),
  });
}

/** The contract's error, or undefined for anything else (a proxy's page, say). */
export function parseErrorAnswer(text: string): ErrorAnswer | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
    const { error } = body;
    if (typeof error !== 'object' || error === null) return undefined;
    if (!('code' in error) || !('message' in error)) return undefined;
    if (typeof error.code !== 'string' || typeof error.message !== 'string') return undefined;
    return { error: { code: error.code, message: error.message } };
  } catch {
    return undefined;
  }
}

/** Seconds of a Retry-After header; its rarer form, a date, counts as absent. */
export function parseRetryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined;
}
