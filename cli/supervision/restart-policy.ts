// When a program that ended is started again, and when not any more. Pure: owns no timer and no process.

/** A run of at least this long counts as healthy. */
export const HEALTHY_RUN_MS = 10_000;
/** So many short runs in a row, with no healthy one before, mean that the program cannot run here. */
export const MAX_FAILED_STARTS = 5;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;

/** What is remembered of a program's earlier runs. */
export interface RunHistory {
  /** Short runs since the last healthy one. */
  readonly failedStarts: number;
  readonly wasHealthy: boolean;
}

/** The history of a program that has not run yet. */
export const noRuns: RunHistory = { failedStarts: 0, wasHealthy: false };

/** What follows after a run. */
export interface RestartDecision {
  readonly history: RunHistory;
  /** Milliseconds to wait before the next start; undefined to give up. */
  readonly delayMs: number | undefined;
}

/**
 * Decides what follows after a run of `uptimeMs`. Waits double from 0.5 s up to 30 s while runs are short. A program that
 * was healthy once is started again for ever: what it lacks now (a disk, a port) may come back.
 */
export function decideRestart(history: RunHistory, uptimeMs: number): RestartDecision {
  const isHealthyRun = uptimeMs >= HEALTHY_RUN_MS;
  const failedStarts = isHealthyRun ? 0 : history.failedStarts + 1;
  const next = { failedStarts, wasHealthy: history.wasHealthy || isHealthyRun };
  const isHopeless = !next.wasHealthy && failedStarts >= MAX_FAILED_STARTS;
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** Math.max(failedStarts - 1, 0), MAX_DELAY_MS);
  return { history: next, delayMs: isHopeless ? undefined : delayMs };
}
