// Tells the catalogue, and by it the dashboard, how far a rebuild or an audit is.

import type { IndexRunProgress, IndexRunStore } from '../../core/catalogue/index-run-store.ts';

/** A person sees no more of it, and each is a write to the disk. */
const REPORT_MS = 1000;

/** Takes every progress and stores one a second, and the first of each stage. */
export class RunProgress {
  readonly #runs: IndexRunStore;
  readonly #runId: number;
  #stage: IndexRunProgress['stage'] | undefined;
  #stageStartedMs = 0;
  #reportedMs = -Infinity;

  constructor(runs: IndexRunStore, runId: number) {
    this.#runs = runs;
    this.#runId = runId;
  }

  async report(progress: IndexRunProgress): Promise<void> {
    const nowMs = Date.now();
    const isNewStage = progress.stage !== this.#stage;
    if (!isNewStage && nowMs - this.#reportedMs < REPORT_MS) return;
    if (isNewStage) this.#stageStartedMs = nowMs;
    this.#stage = progress.stage;
    this.#reportedMs = nowMs;
    await this.#runs.progress(this.#runId, progress, this.#stageStartedMs);
  }
}
