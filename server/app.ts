// The order of the middlewares, on one screen. Makes no parts: main.ts does.

import type Router from '@koa/router';
import { bodyParser } from '@koa/bodyparser';
import etag from '@koa/etag';
import Koa from 'koa';
import compress from 'koa-compress';
import conditionalGet from 'koa-conditional-get';
import helmet from 'koa-helmet';
import type { LibraryStore } from '../core/catalogue/library-store.ts';
import type { Log } from '../core/log.ts';
import { apiDocs } from './http/api-docs.ts';
import { errorAnswers } from './http/error-answers.ts';
import { mountRoutes, type Route } from './http/route.ts';
import { sameSiteChanges, trustedHost } from './http/trusted-origin.ts';
import { webSite } from './http/web-site.ts';

/** What the application is made of. */
export interface AppParts {
  readonly log: Log;
  readonly allowedHosts: readonly string[];
  readonly libraries: LibraryStore;
  /** What answers by itself, neither compressed nor tagged: files by ranges, streams of events, `/health`. */
  readonly routers: readonly Router[];
  readonly routes: readonly Route[];
}

const BODY_LIMIT = '64kb';

/** The Koa application; listening and ending are the caller's. */
export function createApp(parts: AppParts): Koa {
  const app = new Koa();
  // Koa prints what it cannot answer any more; it belongs in the log.
  app.silent = true;
  app.on('error', (error: unknown) => parts.log.debug({ err: error }, 'an answer broke off'));

  app.use(errorAnswers(parts.log));
  app.use(trustedHost(parts.allowedHosts));
  app.use(sameSiteChanges);
  app.use(securityHeaders());
  for (const router of parts.routers) app.use(router.routes());
  app.use(compress());
  app.use(conditionalGet());
  app.use(etag());
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: BODY_LIMIT }));
  app.use(mountRoutes(parts.routes).routes());
  app.use(apiDocs(parts.routes).routes());
  app.use(webSite(parts.libraries));
  return app;
}

function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Svelte and the player set style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        // The site is mostly reached by http on the own network, where https does not answer.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
}
