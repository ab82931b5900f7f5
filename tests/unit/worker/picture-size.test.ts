import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundHeight,
  boundLongSide,
  boundShortSide,
  displayedSize,
} from '../../../core/media/picture-size.ts';

describe('displayedSize', () => {
  it.each([
    ['square pixels', { pixelAspect: 1, rotation: 0 }, { width: 720, height: 576 }],
    ['wide pixels', { pixelAspect: 64 / 45, rotation: 0 }, { width: 1024, height: 576 }],
    ['a quarter turn', { pixelAspect: 1, rotation: 90 }, { width: 576, height: 720 }],
    ['a quarter turn back', { pixelAspect: 1, rotation: -90 }, { width: 576, height: 720 }],
    ['half a turn', { pixelAspect: 1, rotation: 180 }, { width: 720, height: 576 }],
    ['wide pixels turned', { pixelAspect: 64 / 45, rotation: 270 }, { width: 576, height: 1024 }],
    ['an impossible aspect', { pixelAspect: 1000, rotation: 0 }, { width: 720, height: 576 }],
  ])('applies %s', (_, { pixelAspect, rotation }, size) => {
    expect(displayedSize({ width: 720, height: 576, pixelAspect, rotation })).toEqual(size);
  });
});

describe('preview sizes', () => {
  it.each([
    ['a landscape poster', boundLongSide({ width: 1920, height: 1080 }, 640), [640, 360]],
    ['an upright poster', boundLongSide({ width: 1080, height: 1920 }, 640), [360, 640]],
    ['a small source', boundLongSide({ width: 320, height: 240 }, 640), [320, 240]],
    ['an odd source', boundLongSide({ width: 161, height: 121 }, 640), [160, 120]],
    ['a still', boundHeight({ width: 1920, height: 800 }, 360), [864, 360]],
    ['a landscape teaser', boundShortSide({ width: 1920, height: 1080 }, 360), [640, 360]],
    ['an upright teaser', boundShortSide({ width: 1080, height: 1920 }, 360), [360, 640]],
    ['a panorama', boundShortSide({ width: 6000, height: 1000 }, 360), [960, 160]],
    ['a single pixel', boundLongSide({ width: 1, height: 1 }, 640), [2, 2]],
  ])('fit %s', (_, { width, height }, expected) => {
    expect([width, height]).toEqual(expected);
  });

  it('are even, at least 2, within their bound and never larger than the source', () => {
    const sides = fc.integer({ min: 2, max: 8000 });
    fc.assert(
      fc.property(sides, sides, fc.integer({ min: 8, max: 2000 }), (width, height, most) => {
        for (const bound of [boundLongSide, boundHeight, boundShortSide]) {
          const size = bound({ width, height }, most);
          expect(size.width % 2 === 0 && size.height % 2 === 0).toBe(true);
          expect(size.width >= 2 && size.height >= 2).toBe(true);
          expect(size.width <= width && size.height <= height).toBe(true);
        }
        const { width: longWidth, height: longHeight } = boundLongSide({ width, height }, most);
        expect(Math.max(longWidth, longHeight)).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});
