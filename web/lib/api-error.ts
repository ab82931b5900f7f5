// The one error that a request to the server can end in, whatever went wrong on the way.

/** The status that stands for "no answer came at all": network down, server stopped. */
export const noAnswerStatus = 0;

interface ApiErrorOptions {
  /** The HTTP status, or 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** Seconds after which the server asked to try again, from Retry-After. */
  readonly retryAfterS?: number | undefined;
  readonly cause?: unknown;
}

/** A request that failed, with the server's own code and words where it gave any. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly retryAfterS: number | undefined;

  constructor(message: string, options: ApiErrorOptions) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.code = options.code;
    this.retryAfterS = options.retryAfterS;
  }

  /** True when the same request may well succeed a little later. */
  get isTemporary(): boolean {
    return [noAnswerStatus, 429, 502, 503, 504].includes(this.status);
  }
}

/** True for the error of a request that was aborted on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
