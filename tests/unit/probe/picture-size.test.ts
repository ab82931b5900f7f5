import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaySize, parseRatio, toRotation } from '../../../indexer/probe/picture-size.ts';

const pixels = fc.integer({ min: 1, max: 16_384 });
const rotation = fc.constantFrom(0, 90, 180, 270);

describe('the displayed size', () => {
  it.each([
    [{ width: 1920, height: 1080, pixelAspect: 1, rotation: 0 }, 1920, 1080],
    [{ width: 1920, height: 1080, pixelAspect: 1, rotation: 90 }, 1080, 1920],
    [{ width: 1920, height: 1080, pixelAspect: 1, rotation: 180 }, 1920, 1080],
    [{ width: 720, height: 576, pixelAspect: 64 / 45, rotation: 0 }, 1024, 576],
    [{ width: 352, height: 288, pixelAspect: 12 / 11, rotation: 0 }, 384, 288],
    [{ width: 352, height: 288, pixelAspect: 12 / 11, rotation: 270 }, 288, 384],
    [{ width: 1, height: 10, pixelAspect: 0.1, rotation: 0 }, 1, 10],
  ] as const)('of %j is %i x %i', (picture, width, height) => {
    expect(displaySize(picture)).toEqual({ width, height });
  });

  it('is the coded size or its mirror image for square pixels', () => {
    fc.assert(
      fc.property(pixels, pixels, rotation, (width, height, turn) => {
        const size = displaySize({ width, height, pixelAspect: 1, rotation: toRotation(turn) });
        expect(size).toEqual(
          turn % 180 === 0 ? { width, height } : { width: height, height: width },
        );
      }),
    );
  });
});

describe('a rotation', () => {
  it.each([
    [0, 0],
    [90, 90],
    [-90, 270],
    [-180, 180],
    [450, 90],
    [44, 0],
    [46, 90],
    [359.9, 0],
    [NaN, 0],
    [-Infinity, 0],
  ])('of %f degrees is %i', (degrees, expected) => expect(toRotation(degrees)).toBe(expected));

  it('is the same after any number of full turns', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -44, max: 314 }),
        fc.integer({ min: -99, max: 99 }),
        (angle, turns) => {
          expect(toRotation(angle + 360 * turns)).toBe(toRotation(angle));
        },
      ),
    );
  });
});

describe('a ratio', () => {
  it.each([
    ['12:11', 12 / 11],
    ['30000/1001', 30_000 / 1001],
    ['1:1', 1],
  ])('%s is %f', (text, ratio) => expect(parseRatio(text)).toBe(ratio));

  it.each(['0/0', '0:1', '1:0', 'N/A', '', '-1:2', '1', '1:2:3', undefined])('%s is none', (text) =>
    expect(parseRatio(text)).toBeUndefined(),
  );
});
