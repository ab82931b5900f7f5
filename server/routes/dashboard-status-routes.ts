// `/api/dashboard/status`: everything at a glance.

import { dashboardStatus } from '../../core/contract/dashboard.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { StatusReader } from '../status/status-reader.ts';

interface StatusRouteParts {
  readonly status: StatusReader;
}

/** The one route of the status. */
export function dashboardStatusRoutes({ status }: StatusRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/status',
      summary: 'Videos, scan, index, previews, programs and warnings at a glance',
      answer: dashboardStatus,
      handle: async () => await status.read(),
    }),
  ];
}
