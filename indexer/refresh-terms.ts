// Counts the terms of videos anew after the tokenizer has changed: from the catalogue's rows, without opening a file.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TermStore } from '../core/catalogue/term-store.ts';
import type { Log } from '../core/log.ts';
import { serializeTermCounts } from '../core/similarity/term-counts.ts';
import { countTerms, tokenizerVersion } from '../core/similarity/tokenizer.ts';

/** Counted without a pause, and stored in one transaction. */
const BATCH = 200;

/**
 * Brings all terms to today's tokenizer; a lookup when they are. Several indexers may do so at the same time.
 *
 * @returns how many videos were behind.
 */
export async function refreshTerms(
  terms: TermStore,
  log: Log,
  signal: AbortSignal,
): Promise<number> {
  const startMs = performance.now();
  let refreshed = 0;
  while (!signal.aborted) {
    const videos = await terms.outdated(tokenizerVersion, BATCH);
    if (videos.length === 0) break;
    const counted = videos.map((video) => ({
      hash: video.hash,
      terms: serializeTermCounts(countTerms(video)),
    }));
    await terms.replaceOutdated(tokenizerVersion, counted);
    refreshed += videos.length;
    // The indexer has other things to do in between.
    await nextTurn();
  }
  const durationMs = performance.now() - startMs;
  if (refreshed > 0)
    log.info({ videos: refreshed, durationMs }, 'terms counted by the new tokenizer');
  return refreshed;
}
