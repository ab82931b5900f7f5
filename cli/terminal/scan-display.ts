// Shows scans on the terminal while they run, from what the catalogue says of them. Starts and stops none.

import { setTimeout as sleep } from 'node:timers/promises';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { ScanStore, type Scan } from '../../core/catalogue/scan-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import type { ScanStatus } from '../../core/contract/dashboard.ts';
import { scanProgress } from '../../server/status/scan-progress.ts';
import { describeProgress, describeResult } from './scan-text.ts';
import type { Terminal } from './terminal.ts';

const POLL_MS = 250;
const IDLE_POLL_MS = 1000;
/** A finished scan is reported after this long even if the search index is still behind: Meilisearch may be down. */
const PUBLISH_PATIENCE_MS = 15_000;

/** What is left to do. */
interface Reading {
  readonly status: ScanStatus;
  readonly behind: number;
}

/** Follows the scans of one catalogue. */
export class ScanDisplay {
  readonly #terminal: Terminal;
  readonly #scans: ScanStore;
  readonly #indexing: IndexingStore;
  readonly #outbox: OutboxStore;
  readonly #videos: VideoStore;
  /** Files that could not be read already before the scan that is followed; undefined until the first one. */
  #failedBefore: number | undefined;

  constructor(catalogue: Catalogue, terminal: Terminal) {
    this.#terminal = terminal;
    this.#scans = new ScanStore(catalogue);
    this.#indexing = new IndexingStore(catalogue);
    this.#outbox = new OutboxStore(catalogue);
    this.#videos = new VideoStore(catalogue);
  }

  /** Shows every scan from now on until `signal` is aborted; those that change nothing are only mentioned the first time. */
  async followAll(signal: AbortSignal): Promise<void> {
    const last = await this.#scans.current();
    let reportedId = last === undefined ? 0 : isOver(last) ? last.id : last.id - 1;
    let isFirst = true;
    await this.#noteFailed();
    while (!signal.aborted) {
      const scan = await this.#scans.current();
      if (scan === undefined || scan.id <= reportedId) {
        await sleep(IDLE_POLL_MS, undefined, { signal });
        continue;
      }
      const ended = await this.follow(scan.id, signal);
      const isNews = ended.added + ended.changed + ended.missing > 0 || ended.state !== 'done';
      if (isFirst || isNews) await this.report(ended);
      isFirst = false;
      reportedId = ended.id;
    }
  }

  /**
   * Shows one scan until it is over and the search index has what it found.
   *
   * @throws the signal's reason when aborted.
   */
  async follow(scanId: number, signal: AbortSignal): Promise<Scan> {
    if (this.#failedBefore === undefined) await this.#noteFailed();
    try {
      for (;;) {
        const reading = await this.#read();
        const scan = await this.#scans.find(scanId);
        if (scan === undefined) throw new Error(`Scan ${scanId} is not in the catalogue.`);
        if (isReportable(scan, reading.behind)) return scan;
        this.#show(reading);
        await sleep(POLL_MS, undefined, { signal });
      }
    } finally {
      this.#terminal.showProgress(undefined);
    }
  }

  /** Writes one line about a scan that is over. */
  async report(scan: Scan): Promise<void> {
    if (scan.state === 'cancelled') {
      this.#terminal.line('The scan was stopped');
    } else if (scan.state === 'failed') {
      this.#terminal.line(`The scan failed: ${scan.error ?? 'for an unknown reason'}`);
    } else {
      const { failed, total, missing } = await this.#videos.counts();
      const newlyFailed = Math.max(0, failed - (this.#failedBefore ?? failed));
      const durationS = ((scan.finished_ms ?? 0) - (scan.started_ms ?? 0)) / 1000;
      const result = { ...scan, failed: newlyFailed, known: total - missing, durationS };
      this.#terminal.line(describeResult(result));
    }
    await this.#noteFailed();
  }

  async #noteFailed(): Promise<void> {
    this.#failedBefore = (await this.#videos.counts()).failed;
  }

  async #read(): Promise<Reading> {
    const scan = await this.#scans.current();
    const counts = await this.#indexing.pendingCounts();
    const behind = await this.#outbox.countBehind();
    return {
      status: scanProgress({ scan, ...counts, behind, failed: 0, nowMs: Date.now() }),
      behind,
    };
  }

  #show({ status, behind }: Reading): void {
    const text = describeProgress(status, behind);
    this.#terminal.showProgress({ done: status.done, total: status.total, text });
  }
}

function isOver(scan: Scan): boolean {
  return scan.finished_ms !== null;
}

function isReportable(scan: Scan, behind: number): boolean {
  if (scan.finished_ms === null) return false;
  return behind === 0 || Date.now() - scan.finished_ms > PUBLISH_PATIENCE_MS;
}
