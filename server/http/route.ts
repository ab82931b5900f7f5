// A route as data: what it takes and answers, said once, checked on every request and shown in the API's documentation.

import Router from '@koa/router';
import type { Context } from 'koa';
import type { z } from 'zod';
import { describeIssues } from '../../core/contract/describe-issues.ts';
import { BadRequestError } from '../../core/errors.ts';

/** What a handler is given: everything has passed its schema. */
export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly ctx: Context;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** What a route takes, answers and is for. */
interface RouteDefinition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer,
> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With `{name}` for a parameter, as OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** The media type of a body that is no JSON; the handler reads it. */
  readonly upload?: string;
  readonly answer: z.ZodType<Answer>;
  readonly handle: (
    request: RouteRequest<z.infer<Params>, z.infer<Query>, z.infer<Body>>,
  ) => Answer | Promise<Answer>;
}

/** A route whose types have been checked against each other. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly upload: string | undefined;
  readonly answer: z.ZodType;
  readonly run: (ctx: Context) => Promise<unknown>;
}

/** Makes a route; a request that does not fit its schemas is a BadRequestError that names the field. */
export function defineRoute<
  Answer,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: RouteDefinition<Params, Query, Body, Answer>): Route {
  const { method, path, summary, params, query, body, upload, answer, handle } = definition;
  const run = async (ctx: Context): Promise<unknown> => {
    const paramsGiven: unknown = 'params' in ctx ? ctx['params'] : {};
    return await handle({
      params: checkGiven(params, paramsGiven) as z.infer<Params>,
      query: checkGiven(query, ctx.query) as z.infer<Query>,
      body: checkGiven(body, bodyOf(ctx)) as z.infer<Body>,
      ctx,
      signal: signalOf(ctx),
    });
  };
  return { method, path, summary, params, query, body, upload, answer, run };
}

/** Mounts routes; an answer's status is 200 unless the handler set another one. */
export function mountRoutes(routes: readonly Route[]): Router {
  const router = new Router();
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[route.method](path, async (ctx) => {
      ctx.status = 200;
      const answer = JSON.stringify(await route.run(ctx));
      // Written once: of an object Koa and the tag's middleware each make a text of their own.
      ctx.type = 'json';
      ctx.body = answer;
    });
  }
  return router;
}

function checkGiven(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema === undefined ? undefined : check(schema, value);
}

/** What `value` is by its schema. @throws BadRequestError that names the fields which do not fit. */
export function check<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BadRequestError(describeIssues(parsed.error.issues));
}

/** The parser of JSON bodies leaves it there; its types do not say so for every context. */
function bodyOf(ctx: Context): unknown {
  return 'body' in ctx.request ? (ctx.request.body ?? {}) : {};
}

/** Aborted when the client goes away before the answer is over. */
export function signalOf(ctx: Context): AbortSignal {
  const controller = new AbortController();
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished)
      controller.abort(new DOMException('The client went away.', 'AbortError'));
  });
  return controller.signal;
}
