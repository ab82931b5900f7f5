// How far the making of previews is, from the catalogue's counts. Pure.

import type { PreviewCount } from '../../core/catalogue/preview-store.ts';
import type { PreviewCounts, PreviewWork } from '../../core/contract/preview-work.ts';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';

/** What the catalogue says of the workers' work now. */
export interface PreviewFacts {
  readonly counts: readonly PreviewCount[];
  readonly isPaused: boolean;
  readonly busySinceMs: number;
  /** How long the last previews of a kind took in the mean, in milliseconds; kinds of which none was made are absent. */
  readonly meanTookMs: ReadonlyMap<PreviewKind, number>;
}

/** The states of each kind; what nobody asked for yet is missing. */
export function previewCountsByKind(
  counts: readonly PreviewCount[],
  presentVideos: number,
): Record<PreviewKind, PreviewCounts> {
  const ofKind = (kind: PreviewKind): PreviewCounts => {
    const rows = counts.filter((row) => row.kind === kind);
    const inState = (state: PreviewCount['state']) => sumOf(rows, state, 'count');
    const known = rows.reduce((sum, { count }) => sum + count, 0);
    return {
      ready: inState('ready'),
      queued: inState('queued'),
      running: inState('running'),
      failed: inState('failed'),
      missing: Math.max(0, presentVideos - known),
      bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  };
  return Object.fromEntries(previewKinds.map((kind) => [kind, ofKind(kind)])) as Record<
    PreviewKind,
    PreviewCounts
  >;
}

/** Describes the work since the queue was empty. */
export function previewProgress(facts: PreviewFacts): PreviewWork {
  const { counts, isPaused, busySinceMs } = facts;
  const open = sumOf(counts, 'queued', 'count') + sumOf(counts, 'running', 'count');
  if (open === 0) return { isPaused, done: 0, failed: 0, total: 0, since: null, secondsLeft: null };
  const done = sumOf(counts, 'ready', 'recent');
  const failed = sumOf(counts, 'failed', 'recent');
  return {
    isPaused,
    done,
    failed,
    total: done + failed + open,
    since: new Date(busySinceMs).toISOString(),
    secondsLeft: isPaused ? null : secondsLeft(facts),
  };
}

/** As if the workers went on making as many at the same time as they do now. */
function secondsLeft({ counts, meanTookMs }: PreviewFacts): number | null {
  const running = sumOf(counts, 'running', 'count');
  if (running === 0) return null;
  let leftMs = 0;
  for (const { kind, state, count } of counts) {
    if (state !== 'queued' && state !== 'running') continue;
    const meanMs = meanTookMs.get(kind);
    if (meanMs === undefined) return null;
    // Those in the making are half done in the mean.
    leftMs += meanMs * (state === 'running' ? count / 2 : count);
  }
  return leftMs / running / 1000;
}

function sumOf(
  counts: readonly PreviewCount[],
  state: PreviewCount['state'],
  column: 'count' | 'recent',
): number {
  return counts.filter((row) => row.state === state).reduce((sum, row) => sum + row[column], 0);
}
