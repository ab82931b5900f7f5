// Serves the built web site: a page for each page address, and the files that the pages load.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Next } from 'koa';
import serve from 'koa-static';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import { pages } from '../../core/contract/routes.ts';
import { UnavailableError } from '../../core/errors.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The folder of the built site. */
const folder = join(import.meta.dirname, '../../web/dist');

const notFoundPage = '/pages/not-found/index.html';

/** The file of a page address, below the site's folder; undefined for an address that cannot be a page's. Pure. */
export function pageFile(path: string): string | undefined {
  if (path === '/') return '/pages/home/index.html';
  const name = /^\/([a-z]+)\/?$/.exec(path)?.[1];
  return name === undefined ? undefined : `/pages/${name}/index.html`;
}

/**
 * Files under `/assets` carry a hash in their name and never change; everything else is asked for anew. While there is
 * no folder of videos, the home page leads to the one that asks for it.
 */
export function webSite(libraries: LibraryStore) {
  const serveFile = serve(folder, {
    setHeaders: (res, path) => {
      const isImmutable = path.startsWith(join(folder, 'assets'));
      res.setHeader(
        'Cache-Control',
        isImmutable ? `max-age=${YEAR_MS / 1000}, immutable` : 'no-cache',
      );
    },
  });
  const serveNotFound = async (ctx: Context): Promise<void> => {
    const asked = ctx.path;
    ctx.path = notFoundPage;
    await serveFile(ctx, () => Promise.resolve());
    ctx.path = asked;
    if (ctx.status === 200) ctx.status = 404;
  };
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path === pages.home && (await libraries.all()).length === 0) {
      ctx.redirect(pages.welcome);
      return;
    }
    const page = pageFile(ctx.path);
    if (page !== undefined && existsSync(join(folder, page))) ctx.path = page;
    else if (ctx.path === '/')
      throw new UnavailableError(
        'site_not_built',
        'The web site is not built yet: run "npm run build".',
      );
    await serveFile(ctx, next);
    if (ctx.status === 404 && isForAPerson(ctx)) await serveNotFound(ctx);
  };
}

/** A browser that goes to an address, and no program that asks the API. */
function isForAPerson(ctx: Context): boolean {
  return !ctx.path.startsWith('/api/') && ctx.accepts('json', 'html') === 'html';
}
