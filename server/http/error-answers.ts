// The one place where errors become HTTP answers.

import type { Context, Next } from 'koa';
import {
  AppError,
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  TooLargeError,
  UnavailableError,
} from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';

/** The outermost middleware: `{ error: { code, message } }` for everything thrown further in. */
export function errorAnswers(log: Log) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined)
        throw new NotFoundError(`There is nothing at ${ctx.path}.`);
    } catch (error) {
      if (isClientGone(ctx, error)) {
        log.debug({ path: ctx.path }, 'the client went away');
        return;
      }
      answer(ctx, error, log);
    }
  };
}

function answer(ctx: Context, error: unknown, log: Log): void {
  const { status, code, message } = toAnswer(error);
  if (status >= 500 && !(error instanceof UnavailableError))
    log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed');
  if (error instanceof UnavailableError) ctx.set('Retry-After', String(error.retryAfterS));
  // Whatever the handler had said of its own answer does not hold for this one.
  for (const header of [
    'Content-Range',
    'ETag',
    'Last-Modified',
    'Cache-Control',
    'Content-Disposition',
  ])
    ctx.remove(header);
  ctx.status = status;
  ctx.body = { error: { code, message } };
}

interface ErrorAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

function toAnswer(error: unknown): ErrorAnswer {
  if (error instanceof ForbiddenError)
    return { status: 403, code: error.code, message: error.message };
  if (error instanceof BadRequestError)
    return { status: 400, code: error.code, message: error.message };
  if (error instanceof NotFoundError)
    return { status: 404, code: error.code, message: error.message };
  if (error instanceof TooLargeError)
    return { status: 413, code: error.code, message: error.message };
  if (error instanceof UnavailableError)
    return { status: 503, code: error.code, message: error.message };
  if (error instanceof AppError) return { status: 409, code: error.code, message: error.message };
  const status = statusOf(error);
  if (status !== undefined && error instanceof Error)
    return { status, code: 'bad_request', message: error.message };
  return {
    status: 500,
    code: 'internal_error',
    message: 'Something went wrong in the server; its log says what.',
  };
}

/** Koa and its parsers throw errors that carry a status and say whether their message may be shown. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number')
    return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

function isClientGone(ctx: Context, error: unknown): boolean {
  return ctx.res.destroyed || (error instanceof DOMException && error.name === 'AbortError');
}
