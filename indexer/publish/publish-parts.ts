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

/** Documents of one task while people wait for changes: other writes queue behind it. */
export const LIVE_CHUNK = 1000;

/** Documents of one task while an index is being filled: larger is faster until about here. */
export const FILL_CHUNK = 20_000;

/** With more than this many behind, whoever waits for a change is served best by an early end of the whole. */
const BULK = 5000;

/** How many documents to send at once when so many are behind. */
export function chunkSize(behind: number): number {
  return behind > BULK ? FILL_CHUNK : LIVE_CHUNK;
}
