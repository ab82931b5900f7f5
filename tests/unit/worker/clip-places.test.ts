import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePlaces } from '../../../worker/previews/choose-places.ts';
import {
  countClips,
  dropOverlapping,
  teaserFrameRate,
  WHOLE_BELOW_S,
} from '../../../worker/previews/clip-plan.ts';
import { layStretches, splitStretch } from '../../../worker/previews/stretches.ts';

/** A video, its keyframes, and for each clip which of its places turned out best. */
const cuts = fc.record({
  source: fc.record({
    startS: fc.double({ min: 0, max: 5, noNaN: true }),
    durationS: fc.double({ min: WHOLE_BELOW_S, max: 100_000, noNaN: true }),
    seeksToKeyframes: fc.boolean(),
  }),
  clipS: fc.constantFrom(1.3, 1.65),
  keyframeRatios: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
  picks: fc.infiniteStream(fc.nat()),
});
type Cut = typeof cuts extends fc.Arbitrary<infer T> ? T : never;

function clipTimes({ source, clipS, keyframeRatios, picks }: Cut) {
  const keyframesS = keyframeRatios
    .map((ratio) => source.startS + ratio * source.durationS)
    .sort((a, b) => a - b);
  const count = countClips(source.durationS);
  const groups = layStretches(source, { count, lengthS: clipS }).map((stretch) =>
    splitStretch(stretch, 2),
  );
  return choosePlaces(source, groups, keyframesS).flatMap((places) => {
    const pick = places[picks.next().value % places.length];
    return pick === undefined ? [] : [pick];
  });
}

describe('the places of clips', () => {
  it('lie inside the video, in order, and never show the same second twice', () => {
    fc.assert(
      fc.property(cuts, (cut) => {
        const { source, clipS } = cut;
        const all = clipTimes(cut);
        const kept = dropOverlapping(all, clipS);
        // Only where a container can be entered nowhere else do two clips meet.
        const endS = source.startS + source.durationS;
        if (source.seeksToKeyframes) {
          expect(kept).toHaveLength(all.length);
          expect(kept.at(-1)?.timeS).toBeLessThanOrEqual(endS - clipS);
        }
        expect(kept.length).toBeGreaterThan(0);
        kept.forEach((point, index) => {
          const previous = kept[index - 1];
          expect(point.timeS).toBeGreaterThanOrEqual(source.startS);
          expect(point.timeS).toBeLessThanOrEqual(endS);
          if (previous) expect(point.timeS).toBeGreaterThanOrEqual(previous.timeS + clipS - 1e-6);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('spread over the whole video where it has keyframes enough', () => {
    const source = { startS: 0, durationS: 600, seeksToKeyframes: true };
    const stretches = layStretches(source, { count: 9, lengthS: 1.3 }).map((one) => [one]);
    const keyframesS = Array.from({ length: 300 }, (_, index) => index * 2);
    const times = choosePlaces(source, stretches, keyframesS).flat();
    expect(times.every((point) => point.isKeyframe)).toBe(true);
    expect(times[0]?.timeS).toBeLessThan(60);
    expect(times.at(-1)?.timeS).toBeGreaterThan(530);
  });

  it('lie within half a minute where the only keyframe is the first', () => {
    const source = { startS: 0, durationS: 7200, seeksToKeyframes: true };
    const stretches = layStretches(source, { count: 9, lengthS: 1.3 }).map((one) => [one]);
    const times = choosePlaces(source, stretches, [0]).flat();
    expect(times).toHaveLength(9);
    expect(Math.max(...times.map((point) => point.timeS))).toBeLessThanOrEqual(30);
  });
});

describe('countClips', () => {
  it.each([
    [9, 4],
    [30, 6],
    [60, 9],
    [7200, 9],
  ])('cuts %i seconds into %i clips', (durationS, count) => {
    expect(countClips(durationS)).toBe(count);
  });
});

describe('teaserFrameRate', () => {
  it.each([
    [23.976, 23.976],
    [25, 25],
    [29.97, 29.97],
    [50, 25],
    [59.94, 29.97],
    [240, 30],
    [12.5, 12.5],
    [0.2, 10],
    [undefined, 30],
  ])('shows %s pictures a second as %s', (rate, expected) => {
    expect(teaserFrameRate(rate)).toBeCloseTo(expected, 6);
  });
});
