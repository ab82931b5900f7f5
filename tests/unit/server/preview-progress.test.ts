import { describe, expect, test } from 'vitest';
import type { PreviewCount } from '../../../core/catalogue/preview-store.ts';
import type { PreviewKind } from '../../../core/contract/video.ts';
import {
  previewCountsByKind,
  previewProgress,
  type PreviewFacts,
} from '../../../server/status/preview-progress.ts';

function row(
  kind: PreviewKind,
  state: PreviewCount['state'],
  count: number,
  rest: Partial<PreviewCount> = {},
): PreviewCount {
  return { kind, state, count, bytes: 0, recent: 0, ...rest };
}

const busy: PreviewFacts = {
  counts: [
    row('poster', 'ready', 500, { recent: 30, bytes: 9000 }),
    row('poster', 'queued', 10),
    row('poster', 'running', 2),
    row('teaserSmall', 'queued', 4, { bytes: 100 }),
    row('teaserSmall', 'failed', 7, { recent: 1 }),
  ],
  isPaused: false,
  busySinceMs: Date.parse('2026-01-01T00:00:00Z'),
  meanTookMs: new Map([
    ['poster', 1000],
    ['teaserSmall', 5000],
  ]),
};

describe('the work on previews', () => {
  test('counts what was done and failed since the queue was empty', () => {
    expect(previewProgress(busy)).toEqual({
      ...{ isPaused: false, done: 30, failed: 1, total: 47, since: '2026-01-01T00:00:00.000Z' },
      // Ten posters and two that are half done, four teasers: 31 s by two at the same time.
      secondsLeft: 15.5,
    });
  });

  test.each([
    ['while it is paused', { isPaused: true }],
    ['before one of each kind was made', { meanTookMs: new Map([['poster', 1000] as const]) }],
    ['while no worker is at it', { counts: [row('poster', 'queued', 10)] }],
  ])('guesses no time %s', (_, facts) => {
    expect(previewProgress({ ...busy, ...facts }).secondsLeft).toBeNull();
  });

  test('is over when nothing is queued or made', () => {
    const counts = busy.counts.filter(({ state }) => state === 'ready' || state === 'failed');
    expect(previewProgress({ ...busy, counts })).toEqual({
      ...{ isPaused: false, done: 0, failed: 0, total: 0, since: null, secondsLeft: null },
    });
  });
});

test('what nobody asked for yet is missing, of each kind; bytes are those of all files', () => {
  const counts = previewCountsByKind(busy.counts, 600);
  expect(counts.poster).toEqual({
    ...{ ready: 500, queued: 10, running: 2, failed: 0, missing: 88, bytes: 9000 },
  });
  expect(counts.teaserSmall).toMatchObject({ missing: 589, bytes: 100 });
  expect(counts.teaserLarge).toMatchObject({ ready: 0, missing: 600 });
  expect(previewCountsByKind(busy.counts, 400).poster.missing).toBe(0);
});
