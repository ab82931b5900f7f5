import { describe, expect, it } from 'vitest';
import { firstPlausibleFps, isPlausibleDuration } from '../../../indexer/probe/plausible.ts';

describe('a duration', () => {
  it.each([
    [7200, 4_000_000_000],
    [1, 3000],
    [300, 2_757_913],
    [5, 16_375],
    [0.04, 200_000_000],
  ])('of %f s is believed of %i bytes', (durationS, bytes) =>
    expect(isPlausibleDuration(durationS, bytes)).toBe(true),
  );

  it.each([
    [40 * 3600, 106_000],
    [0, 1_000_000],
    [-1, 1_000_000],
    [NaN, 1_000_000],
    [Infinity, 1_000_000],
    [0.001, 1_000_000_000],
    [undefined, 1_000_000],
  ])('of %f s is not believed of %i bytes', (durationS, bytes) =>
    expect(isPlausibleDuration(durationS, bytes)).toBe(false),
  );
});

describe('a frame rate', () => {
  it('is the first that a video may have', () => {
    expect(firstPlausibleFps(undefined, 0, 1000, 29.97, 25)).toBe(29.97);
    expect(firstPlausibleFps(240)).toBe(240);
    expect(firstPlausibleFps(0.01)).toBe(0.01);
    expect(firstPlausibleFps(1000, NaN, Infinity, -25)).toBeUndefined();
    expect(firstPlausibleFps()).toBeUndefined();
  });
});
