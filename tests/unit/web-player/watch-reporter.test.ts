import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordViewBody } from '../../../core/contract/video.ts';
import { WatchReporter } from '../../../web/components/player/watch-reporter.ts';

function record() {
  const reports: RecordViewBody[] = [];
  const reporter = new WatchReporter((report) => {
    reports.push(report);
    return Promise.resolve();
  });
  return { reports, reporter };
}

/** Plays for a while, with a sign of it four times a second. */
function play(
  reporter: WatchReporter,
  { fromS, seconds, atMs }: { fromS: number; seconds: number; atMs: number },
) {
  for (let step = 0; step <= seconds * 4; step += 1) {
    reporter.tick(fromS + step / 4, atMs + step * 250);
  }
}

function watched(reports: readonly RecordViewBody[]): number {
  return reports.reduce((sum, report) => sum + report.watchedS, 0);
}

describe('what was watched', () => {
  test('is reported about every five seconds of playing', () => {
    const { reports, reporter } = record();
    play(reporter, { fromS: 100, seconds: 21, atMs: 0 });
    expect(reports).toHaveLength(4);
    expect(reports[0]).toEqual({ positionS: 105, watchedS: 5 });
  });

  test('adds up to the time played, wherever the pauses are', () => {
    const sittings = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sittings, (lengths) => {
        const { reports, reporter } = record();
        lengths.forEach((seconds, index) => {
          play(reporter, { fromS: 0, seconds, atMs: index * 1_000_000 });
          reporter.interrupt();
          reporter.flush(seconds);
        });
        const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
        expect(watched(reports)).toBeCloseTo(total, 6);
      }),
    );
  });

  test('does not count a stall', () => {
    const { reports, reporter } = record();
    reporter.tick(0, 0);
    reporter.tick(0.25, 60_000);
    reporter.flush(0.25);
    expect(watched(reports)).toBeLessThanOrEqual(1.5);
  });

  test('does not count a clock that goes back', () => {
    const { reports, reporter } = record();
    play(reporter, { fromS: 0, seconds: 2, atMs: 10_000 });
    reporter.tick(2, 0);
    reporter.flush(2);
    expect(watched(reports)).toBe(2);
  });

  test('is nothing after a short look', () => {
    const { reports, reporter } = record();
    play(reporter, { fromS: 0, seconds: 0.75, atMs: 0 });
    reporter.flush(0.75);
    expect(reports).toEqual([]);
  });

  test('is not reported twice when a pause and leaving follow each other', () => {
    const { reports, reporter } = record();
    play(reporter, { fromS: 0, seconds: 3, atMs: 0 });
    reporter.flush(3);
    reporter.flush(3);
    expect(reports).toHaveLength(1);
  });

  test('keeps the position that was jumped to after watching', () => {
    const { reports, reporter } = record();
    play(reporter, { fromS: 0, seconds: 3, atMs: 0 });
    reporter.flush(3);
    reporter.flush(90);
    expect(reports.at(-1)).toEqual({ positionS: 90, watchedS: 0 });
  });

  test('that could not be delivered is in the next report', async () => {
    const reports: RecordViewBody[] = [];
    const reporter = new WatchReporter((report) => {
      reports.push(report);
      return reports.length === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve();
    });
    play(reporter, { fromS: 0, seconds: 5, atMs: 0 });
    await Promise.resolve();
    await Promise.resolve();
    reporter.flush(6);
    expect(reports.map(({ watchedS }) => watchedS)).toEqual([5, 5]);
  });
});
