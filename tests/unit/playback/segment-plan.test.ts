import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endPlanAt,
  placesToCut,
  planAtKeyframes,
  planEvenly,
  type Segment,
} from '../../../server/playback/segment-plan.ts';

function expectWhole(segments: readonly Segment[], endS: number): void {
  let atS = 0;
  for (const { startS, durationS } of segments) {
    expect(startS).toBeCloseTo(atS, 6);
    expect(durationS).toBeGreaterThan(0);
    atS = startS + durationS;
  }
  expect(atS).toBeCloseTo(endS, 2);
}

const endS = fc.double({ min: 0.05, max: 20_000, noNaN: true });

describe('segments of a video', () => {
  test('cover it from its start to its end, without gap or overlap', () => {
    fc.assert(
      fc.property(endS, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (end, ratios) => {
        const keyframes = ratios.map((ratio) => ratio * end).sort((a, b) => a - b);
        expectWhole(planEvenly(end), end);
        expectWhole(planAtKeyframes(keyframes, end), end);
      }),
    );
  });

  test('begin at keyframes and nowhere else when pictures are copied', () => {
    const keyframes = [0.04, 4.7, 5.1, 9.4, 23.5, 28.2];
    const starts = planAtKeyframes(keyframes, 30).map(({ startS }) => startS);
    expect(starts).toEqual([0, 4.7, 9.4, 23.5]);
  });

  test('begin with the sound where the first picture comes later', () => {
    const starts = planAtKeyframes([8, 14, 20], 26).map(({ startS }) => startS);
    expect(starts).toEqual([0, 14, 20]);
  });

  test('are six seconds long when pictures are encoded, and none is a rest of an instant', () => {
    expect(planEvenly(14).map(({ durationS }) => durationS)).toEqual([6, 8]);
    expect(planEvenly(18.5).map(({ durationS }) => durationS)).toEqual([6, 6, 6.5]);
    expect(planEvenly(0.2)).toEqual([{ startS: 0, durationS: 0.2 }]);
  });

  test('that are there stay as they are when the video turns out to be shorter', () => {
    fc.assert(
      fc.property(endS, endS, (saidS, readS) => {
        fc.pre(readS <= saidS);
        const said = planEvenly(saidS);
        const read = endPlanAt(said, readS);
        expectWhole(read, readS);
        expect(said.slice(0, read.length).map(({ startS }) => startS)).toEqual(
          read.map(({ startS }) => startS),
        );
      }),
    );
    expect(endPlanAt(planEvenly(20), 13)).toHaveLength(3);
  });

  test('are looked for around every sixth second', () => {
    expect(placesToCut(13)).toEqual([0, 6, 12]);
  });
});
