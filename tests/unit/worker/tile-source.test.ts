import { describe, expect, it } from 'vitest';
import {
  chooseTileSource,
  estimateKeyframeSpacing,
  nextTileSource,
  sufficesForTiles,
} from '../../../worker/previews/tile-source.ts';

const plan = { intervalS: 5, count: 200, tile: { width: 240, height: 136 } };
const source = { codec: 'h264', sizeBytes: 500_000_000, seeksToKeyframes: true };

describe('chooseTileSource', () => {
  it.each([
    ['keyframes', 'of a common file', source, 4],
    ['all', 'where keyframes are rare', source, 12],
    ['seeks', 'where the decoder cannot skip', { ...source, codec: 'av1' }, 4],
    ['seeks', 'where the file is huge', { ...source, sizeBytes: 20e9 }, 4],
    [
      'all',
      'where one can neither skip nor seek',
      { ...source, codec: 'av1', seeksToKeyframes: false },
      4,
    ],
  ] as const)('takes %s %s', (way, _, file, spacingS) => {
    expect(chooseTileSource(file, plan, spacingS)).toBe(way);
  });
});

describe('where a way gave too little', () => {
  it.each([
    ['seeks', 'keyframes', source],
    ['all', 'keyframes', { ...source, seeksToKeyframes: false }],
    ['all', 'keyframes', { ...source, codec: 'mpeg4' }],
    ['all', 'seeks', source],
    [undefined, 'all', source],
  ] as const)('%s comes after %s', (next, way, file) => {
    expect(nextTileSource(way, file, plan)).toBe(next);
  });

  it('everything is decoded where tiles are close', () => {
    expect(nextTileSource('keyframes', source, { intervalS: 2 })).toBe('all');
  });
});

describe('sufficesForTiles', () => {
  it('wants a picture for every second tile', () => {
    expect(sufficesForTiles(100, { durationS: 1000 }, plan)).toBe(true);
    expect(sufficesForTiles(99, { durationS: 1000 }, plan)).toBe(false);
  });
});

describe('estimateKeyframeSpacing', () => {
  it('is near the real one for regular keyframes', () => {
    const keyframesS = Array.from({ length: 100 }, (_, index) => index * 6);
    const placesS = Array.from({ length: 12 }, (_, index) => 17 + index * 43.7);
    const spacingS = estimateKeyframeSpacing(keyframesS, placesS);
    expect(spacingS).toBeGreaterThan(2);
    expect(spacingS).toBeLessThan(6);
  });

  it('has no end without keyframes', () => {
    expect(estimateKeyframeSpacing([], [1, 2])).toBe(Infinity);
  });
});
