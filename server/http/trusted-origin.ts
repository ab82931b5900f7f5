// Refuses what a foreign web site could make a browser send: unknown Host headers (DNS rebinding) and cross-site changes.

import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { Context, Next } from 'koa';
import { ForbiddenError } from '../../core/errors.ts';

/** The name of a Host header without its port, in lower case; undefined for something else. Pure. */
export function hostNameOf(header: string): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase().replace(/^\[|\]$/g, '');
}

/**
 * Lets requests through whose Host is an address, localhost, this machine's name or one of `allowedHosts`: a name that a
 * foreign site points at this server is none of these.
 */
export function trustedHost(allowedHosts: readonly string[]) {
  const own = hostname().toLowerCase();
  const known = new Set([
    'localhost',
    own,
    `${own}.local`,
    ...allowedHosts.map((name) => name.toLowerCase()),
  ]);
  return async (ctx: Context, next: Next): Promise<void> => {
    const name = hostNameOf(ctx.headers.host ?? '');
    const isTrusted =
      name !== undefined && (isIP(name) !== 0 || known.has(name) || name.endsWith('.localhost'));
    if (!isTrusted) {
      throw new ForbiddenError(
        `Reeldex is not reached by the name "${name ?? ''}". Add it to allowedHosts (REELDEX_ALLOWED_HOSTS) to allow it.`,
      );
    }
    await next();
  };
}

/** Refuses changes of state that another site asks for; tools that send neither header are let through. */
export async function sameSiteChanges(ctx: Context, next: Next): Promise<void> {
  if (
    ctx.method !== 'GET' &&
    ctx.method !== 'HEAD' &&
    ctx.method !== 'OPTIONS' &&
    !isSameSite(ctx)
  ) {
    throw new ForbiddenError('Changes are only taken from Reeldex’s own pages.');
  }
  await next();
}

function isSameSite(ctx: Context): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site === 'same-origin' || site === 'none';
  const origin = ctx.get('Origin');
  return origin === '' || origin === `http://${ctx.host}` || origin === `https://${ctx.host}`;
}
