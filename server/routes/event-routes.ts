// `GET /api/events` for every page, and `GET /api/dashboard/events`, which tells everything.

import Router from '@koa/router';
import type { DashboardStatus } from '../../core/contract/dashboard.ts';
import type { SiteStatus } from '../../core/contract/events.ts';
import { routes } from '../../core/contract/routes.ts';
import type { EventFeed } from '../events.ts';

interface EventFeeds {
  readonly siteEvents: EventFeed<SiteStatus>;
  readonly dashboardEvents: EventFeed<DashboardStatus>;
}

/** Streams that last until the page is closed. */
export function eventRoutes({ siteEvents, dashboardEvents }: EventFeeds): Router {
  return new Router()
    .get(routes.events, async (ctx) => await siteEvents.open(ctx))
    .get(routes.dashboardEvents, async (ctx) => await dashboardEvents.open(ctx));
}
