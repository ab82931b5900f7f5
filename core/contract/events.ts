// The messages of `GET /api/events`, one server-sent event each. Browser-safe.

import type { DashboardStatus } from './dashboard.ts';

/** The name of each event and the JSON that it carries. */
export interface ServerEvents {
  /** Sent on connection and whenever something in it changes, at most twice a second. */
  readonly status: DashboardStatus;
  /** Videos were added, changed or hidden: lists on screen may be stale. */
  readonly library: { readonly revision: number };
}
