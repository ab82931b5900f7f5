// Does one rebuild or audit that was asked for, and keeps how it ended. A failure never blocks publishing for good.

import type { IndexRunRow, IndexRunStore } from '../../core/catalogue/index-run-store.ts';
import type { IndexFindings } from '../../core/contract/search-index.ts';
import { describeError, UnavailableError } from '../../core/errors.ts';
import { auditIndex } from './audit-index.ts';
import type { PublishParts, StepOptions } from './publish-parts.ts';
import { rebuildIndex, rebuildSibling } from './rebuild-index.ts';
import { RunProgress } from './run-progress.ts';

/** A run that fails so often is over; somebody has to ask for it again. */
const ATTEMPTS = 3;

/** What a run needs besides what it works on. */
export interface RunOptions {
  readonly runs: IndexRunStore;
  readonly signal: AbortSignal;
  /** Called every few seconds, for what cannot wait until the end. */
  readonly betweenChunks: () => Promise<void>;
}

/**
 * Does the run and stores its end.
 *
 * @throws what made it fail while it is to be tried again; the last attempt's failure is only kept and logged.
 */
export async function performRun(
  run: IndexRunRow,
  parts: PublishParts,
  { runs, signal, betweenChunks }: RunOptions,
): Promise<void> {
  if (run.attempts >= ATTEMPTS) {
    // It took the whole process with it each time.
    await runs.fail(run.id, `It was interrupted ${run.attempts} times.`, true);
    return;
  }
  const startMs = performance.now();
  const progress = new RunProgress(runs, run.id);
  const options = { signal, betweenChunks, onProgress: progress.report.bind(progress) };
  await runs.begin(run);
  try {
    const findings = await perform(run, parts, options);
    await runs.finish(run, findings);
    const durationMs = performance.now() - startMs;
    parts.log.info({ kind: run.kind, ...findings, durationMs }, 'work on the search index done');
  } catch (error) {
    const isFinal = await noteFailure(run, error, { runs, signal });
    if (!isFinal) throw error;
    parts.log.error({ kind: run.kind, err: error }, 'work on the search index failed for good');
    if (run.kind !== 'rebuild') return;
    await dropUnfinished(parts, signal);
    // It may have been swapped in already, without what was published to the other one meanwhile.
    await runs.request('audit', 'indexer');
  }
}

/** Returns whether that was the last attempt. A stop of this program, or of Meilisearch, is not the fault of the run. */
async function noteFailure(
  run: IndexRunRow,
  error: unknown,
  { runs, signal }: Pick<RunOptions, 'runs' | 'signal'>,
): Promise<boolean> {
  const reason = signal.aborted ? null : describeError(error);
  const isBlameless = signal.aborted || error instanceof UnavailableError;
  const isFinal = !isBlameless && run.attempts + 1 >= ATTEMPTS;
  if (isBlameless) await runs.putBack(run, reason);
  else await runs.fail(run.id, reason ?? '', isFinal);
  return isFinal;
}

/** Half an index takes room, of which there was perhaps too little. */
async function dropUnfinished({ index, log }: PublishParts, signal: AbortSignal): Promise<void> {
  try {
    await rebuildSibling(index).drop(signal);
  } catch (error) {
    log.warn({ err: error }, 'the unfinished index could not be dropped');
  }
}

async function perform(
  { kind }: IndexRunRow,
  parts: PublishParts,
  options: StepOptions,
): Promise<IndexFindings> {
  switch (kind) {
    case 'rebuild':
      return await rebuildIndex(parts, options);
    case 'audit':
      return await auditIndex(parts, 'contents', options);
    default:
      return kind satisfies never;
  }
}
