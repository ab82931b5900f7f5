// The messages of live events, one server-sent event each. Browser-safe.

import type { DashboardStatus, ScanStatus } from './dashboard.ts';
import type { IndexSummary } from './search-index.ts';

/** What every page may know of the work that goes on. It names and counts nothing that a content filter hides. */
export interface SiteStatus {
  /** Counts the files of a running scan, of which nobody knows yet what they hold. */
  readonly scan: Pick<
    ScanStatus,
    'id' | 'state' | 'stage' | 'done' | 'total' | 'filesPerS' | 'secondsLeft'
  >;
  readonly index: Pick<IndexSummary, 'state'>;
  /** Those that can be searched. */
  readonly videos: Pick<DashboardStatus['videos'], 'visible'>;
}

/** The name of each event and the JSON that it carries; on the dashboard the status says everything. */
export interface ServerEvents<Status = SiteStatus> {
  /** Sent on connection and whenever something in it changes, at most twice a second. */
  readonly status: Status;
  /** Videos were added, changed or hidden, or a content filter changed: what is on screen may be stale. */
  readonly library: { readonly revision: number };
}
