// What the steps of publishing work on.

import type { IndexRunProgress } from '../../core/catalogue/index-run-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import type { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import type { Log } from '../../core/log.ts';
import type { VideoIndexWriter } from '../../meili/video-index-writer.ts';

/** The two sides that are brought together. Only the holder of the publisher's lease may do so. */
export interface PublishParts {
  readonly catalogue: Catalogue;
  readonly outbox: OutboxStore;
  readonly index: VideoIndexWriter;
  readonly log: Log;
}

/** What the steps that take long are given. */
export interface StepOptions {
  readonly signal: AbortSignal;
  /** Called every few seconds, for what cannot wait until the end. */
  readonly betweenChunks: () => Promise<void>;
  readonly onProgress: (progress: IndexRunProgress) => Promise<void>;
}

/** Videos of one pass while people wait for changes: other writes queue behind it. */
export const LIVE_CHUNK = 1000;

/** Videos of one pass while an index is being filled. They are never all in memory. */
const FILL_PASS = 50_000;

/** With more than this many behind, whoever waits for a change is served best by an early end of the whole. */
const BULK = 5000;

/** How many videos to bring forward in one pass when so many are behind. */
export function passSize(behind: number): number {
  return behind > BULK ? FILL_PASS : LIVE_CHUNK;
}
