// The dashboard's status: everything a person wants to know at a glance, read from the catalogue and the index.

import type { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import type { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import type { ProcessStore, RunningProcess } from '../../core/catalogue/process-store.ts';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { VideoStore } from '../../core/catalogue/video-store.ts';
import type { DashboardStatus, ScanStatus, Warning } from '../../core/contract/dashboard.ts';
import type { SiteStatus } from '../../core/contract/events.ts';
import type { IndexSummary } from '../../core/contract/search-index.ts';
import { previewKinds } from '../../core/contract/video.ts';
import { hasRoomAhead } from '../../core/preview-budget.ts';
import { version } from '../../core/version.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { SiteFilter } from '../library/site-filter.ts';
import type { IndexStatusReader } from './index-status.ts';
import { previewCountsByKind, previewProgress } from './preview-progress.ts';
import type { PreviewStatusReader } from './preview-status.ts';
import { scanProgress } from './scan-progress.ts';

/** What the status is read from. */
export interface StatusParts {
  readonly videos: VideoStore;
  readonly indexing: IndexingStore;
  readonly scans: ScanStore;
  readonly outbox: OutboxStore;
  readonly previewStatus: PreviewStatusReader;
  readonly processes: ProcessStore;
  readonly libraries: LibraryStore;
  readonly index: VideoIndex;
  readonly indexStatus: IndexStatusReader;
  readonly siteFilter: SiteFilter;
  /** What previews may take up; undefined for no bound. */
  readonly previewBudgetBytes: number | undefined;
  /** What this very program wants a person to know, which it cannot announce while the catalogue takes nothing. */
  readonly ownWarnings: ReadonlyMap<string, Warning>;
}

/** Reads the whole status; costs a handful of counting queries. */
export class StatusReader {
  readonly #parts: StatusParts;

  constructor(parts: StatusParts) {
    this.#parts = parts;
  }

  /** The whole status. */
  async read(): Promise<DashboardStatus> {
    const { videos, processes, indexStatus, previewStatus } = this.#parts;
    const counts = await videos.counts();
    const running = await processes.running();
    const index = await indexStatus.summary();
    const present = counts.total - counts.missing;
    const previewFacts = await previewStatus.read();
    const previews = previewCountsByKind(previewFacts.counts, present);
    return {
      version,
      ready: index.state !== 'down',
      videos: { ...counts, visible: (await this.#countVisible(index)) ?? present },
      scan: await this.#scan(counts.failed),
      index,
      previews,
      previewBudget: this.#previewBudget(previews),
      previewWork: previewProgress(previewFacts),
      processes: running.map(toProgramStatus),
      warnings: [
        ...(await this.#warnings(running)),
        ...indexWarnings(index),
        ...(previewFacts.isPaused ? [previewsPaused] : []),
      ],
    };
  }

  /** What every page may know. */
  async readForSite(): Promise<SiteStatus> {
    const index = await this.#parts.indexStatus.summary();
    const { id, state, stage, filesPerS, secondsLeft, ...scan } = await this.readScan();
    // A scan that is over counts the whole library.
    const { done, total } = state === 'running' ? scan : { done: 0, total: 0 };
    return {
      scan: { id, state, stage, done, total, filesPerS, secondsLeft },
      index: { state: index.state },
      videos: { visible: (await this.#countVisible(index)) ?? 0 },
    };
  }

  /** The scan alone: asks neither Meilisearch nor for previews. */
  async readScan(): Promise<ScanStatus> {
    return await this.#scan(await this.#parts.videos.countFailed());
  }

  async #scan(failed: number): Promise<ScanStatus> {
    const { scans, indexing, outbox } = this.#parts;
    return scanProgress({
      scan: await scans.current(),
      ...(await indexing.pendingCounts()),
      behind: await outbox.countBehind(),
      failed,
      nowMs: Date.now(),
    });
  }

  /** Undefined when Meilisearch cannot be asked. */
  async #countVisible({ state, documents }: IndexSummary): Promise<number | undefined> {
    if (state === 'down') return undefined;
    const { filter } = await this.#parts.siteFilter.current();
    if (filter === undefined) return documents;
    return await this.#parts.index.count(filter).catch(() => undefined);
  }

  #previewBudget(previews: DashboardStatus['previews']): DashboardStatus['previewBudget'] {
    const { previewBudgetBytes = Infinity } = this.#parts;
    const bytes = previewKinds.reduce((sum, kind) => sum + previews[kind].bytes, 0);
    return {
      bytes,
      budgetBytes: previewBudgetBytes === Infinity ? null : previewBudgetBytes,
      hasRoom: hasRoomAhead(bytes, previewBudgetBytes),
    };
  }

  async #warnings(running: readonly RunningProcess[]): Promise<Warning[]> {
    const libraries = await this.#parts.libraries.all();
    const ofLibraries = libraries
      .filter((library) => library.message !== null)
      .map((library) => ({ code: `library_${library.state}`, message: library.message ?? '' }));
    const unwatched = libraries
      .filter(({ watchState }) => watchState === 'failed')
      .map(({ path, watchMessage }) => ({
        code: 'library_not_watched',
        message: `${path} is not watched. ${watchMessage ?? ''}`,
      }));
    // Nobody can say that it runs while the catalogue takes nothing.
    const isDumb = [...this.#parts.ownWarnings.keys()].some((code) =>
      code.startsWith('catalogue_'),
    );
    const absent = (['indexer', 'worker'] as const)
      .filter(() => !isDumb)
      .filter((program) => !running.some((process) => process.program === program))
      .map((program) => ({ code: `no_${program}`, message: absence[program] }));
    const announced = running.flatMap((process) => process.warnings);
    const fromPrograms = new Map(
      [...announced, ...this.#parts.ownWarnings.values()].map((warning) => [warning.code, warning]),
    );
    const none = libraries.length === 0 ? [noLibraries] : [];
    return [...none, ...ofLibraries, ...unwatched, ...absent, ...fromPrograms.values()];
  }
}

function indexWarnings({ state, failure, behind }: IndexSummary): readonly Warning[] {
  if (state === 'down') return [searchDown];
  if (failure?.recoveredAt !== null || failure.attempts < LASTING) return [];
  const message = `The search index does not take changes (${formatBehind(behind)} behind): ${failure.reason} See Search index.`;
  return [{ code: 'publishing_failed', message }];
}

function formatBehind(behind: number): string {
  return behind === 1 ? '1 video is' : `${behind} videos are`;
}

/** A failure or two are over before anybody has read of them. */
const LASTING = 3;

const searchDown: Warning = {
  code: 'search_down',
  message:
    'Meilisearch does not answer, so search is off; everything else goes on. It comes back by itself.',
};

const previewsPaused: Warning = {
  code: 'previews_paused',
  message: 'Previews are paused: none are made until they are resumed. See Previews.',
};

const noLibraries: Warning = {
  code: 'no_libraries',
  message: 'Reeldex has no folder of videos yet. Add one under Libraries.',
};

const absence = {
  indexer:
    'No indexer is running: new and changed videos are not noticed. Start one with "npm run indexer".',
  worker: 'No worker is running: no previews are made. Start one with "npm run worker".',
} as const;

function toProgramStatus(process: RunningProcess) {
  return {
    id: process.id,
    program: process.program,
    pid: process.pid,
    host: process.host,
    startedAt: new Date(process.startedMs).toISOString(),
    lastSeenAt: new Date(process.seenMs).toISOString(),
  };
}
