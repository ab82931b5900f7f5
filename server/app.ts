// The order of the middlewares, on one screen. Makes no parts: main.ts does.

import Router from '@koa/router';
import { bodyParser } from '@koa/bodyparser';
import etag from '@koa/etag';
import Koa from 'koa';
import compress from 'koa-compress';
import conditionalGet from 'koa-conditional-get';
import helmet from 'koa-helmet';
import mount from 'koa-mount';
import type { LibraryStore } from '../core/catalogue/library-store.ts';
import type { Log } from '../core/log.ts';
import type { EventFeed } from './events.ts';
import { apiDocs } from './http/api-docs.ts';
import { errorAnswers } from './http/error-answers.ts';
import { mountRoutes, type Route } from './http/route.ts';
import { sameSiteChanges, trustedHost } from './http/trusted-origin.ts';
import { webSite } from './http/web-site.ts';
import type { VisibleVideos } from './library/visible-videos.ts';
import { previewFiles } from './routes/preview-files.ts';

/** What the application is made of. */
export interface AppParts {
  readonly log: Log;
  readonly allowedHosts: readonly string[];
  readonly previewsDir: string;
  readonly visible: VisibleVideos;
  readonly libraries: LibraryStore;
  readonly events: EventFeed;
  /** `/video/…`; it answers ranges itself and is neither compressed nor tagged. */
  readonly streams: Router;
  /** `/health` and `/metrics`. */
  readonly health: Router;
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
  app.use(parts.health.routes());
  app.use(parts.streams.routes());
  for (const middleware of previewFiles(parts.previewsDir, parts.visible))
    app.use(mount('/media', middleware));
  app.use(eventRoute(parts.events).routes());
  app.use(compress());
  app.use(conditionalGet());
  app.use(etag());
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: BODY_LIMIT }));
  app.use(mountRoutes(parts.routes).routes());
  for (const middleware of apiDocs(parts.routes)) app.use(middleware);
  app.use(webSite(parts.libraries));
  return app;
}

function eventRoute(events: EventFeed): Router {
  return new Router().get('/api/events', async (ctx) => await events.open(ctx));
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
