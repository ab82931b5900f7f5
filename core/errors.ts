// The errors that Reeldex raises on purpose. Callers tell them apart by class or `code`, never by message.

interface AppErrorOptions {
  readonly cause?: unknown;
}

/** An expected failure; `message` says what failed, on which thing, and what changes it. */
export class AppError extends Error {
  /** Machine-readable, snake case, stable: also the `error.code` of an HTTP answer. */
  readonly code: string;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A setting that cannot be used; the message has one line a problem. */
export class ConfigError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('bad_config', message, options);
  }
}

/** The thing asked for does not exist, or is hidden by a content filter. */
export class NotFoundError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('not_found', message, options);
  }
}

/** A request that cannot be understood; the message names the field. */
export class BadRequestError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('bad_request', message, options);
  }
}

/** A request that brings more than is taken. */
export class TooLargeError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('too_large', message, options);
  }
}

/** A request that is understood and refused. */
export class ForbiddenError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('forbidden', message, options);
  }
}

/** A service that this request needs does not answer now; it is worth trying again. */
export class UnavailableError extends AppError {
  readonly retryAfterS: number;

  constructor(
    code: string,
    message: string,
    options: AppErrorOptions & { readonly retryAfterS?: number } = {},
  ) {
    super(code, message, options);
    this.retryAfterS = options.retryAfterS ?? 2;
  }
}

/** A file that is not a video that can be read. */
export class ProbeError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('probe_failed', message, options);
  }
}

interface ProcessFailure {
  readonly argv: readonly string[];
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines of standard error, at most 4 kB. */
  readonly stderrTail: string;
}

/** A program that Reeldex started ended badly. */
export class ProcessError extends AppError {
  readonly argv: readonly string[];
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderrTail: string;

  constructor(message: string, failure: ProcessFailure, options?: AppErrorOptions) {
    super('process_failed', message, options);
    this.argv = failure.argv;
    this.exitCode = failure.exitCode;
    this.signal = failure.signal;
    this.stderrTail = failure.stderrTail;
  }
}

/** ffmpeg ended badly, or made a file that does not hold what was asked for. */
export class FfmpegError extends ProcessError {}

/** A Meilisearch task that ended as `failed` or `canceled`. */
export class MeiliTaskError extends AppError {
  readonly taskUid: number;
  /** Meilisearch's own error code, for example `invalid_document_id`. */
  readonly taskCode: string;
  /** Meilisearch's kind of error: `internal`, `invalid_request`, `auth` or `system`; absent for a cancelled task. */
  readonly taskType: string | undefined;

  constructor(
    message: string,
    task: { readonly taskUid: number; readonly code: string; readonly type?: string | undefined },
  ) {
    super('meili_task_failed', message);
    this.taskUid = task.taskUid;
    this.taskCode = task.code;
    this.taskType = task.type;
  }
}

/** The `code` of a Node.js system error (`ENOENT`, `EACCES` …), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** An error as fields of a log line: what is expected to go wrong needs no stack. */
export function errorFields(
  error: unknown,
): { readonly reason: string } | { readonly err: unknown } {
  return error instanceof AppError ? { reason: error.message } : { err: error };
}

/** What went wrong in one line, for a log column or a status page. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
