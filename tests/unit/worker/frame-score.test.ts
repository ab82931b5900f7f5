import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSize, scoreFrame } from '../../../worker/previews/frame-score.ts';

const { width, height } = sampleSize;

function picture(level: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) =>
    Math.max(0, Math.min(255, Math.round(level(at % width, Math.floor(at / width))))),
  );
}

/** Hills, edges and texture over the whole range of levels. */
const scene = (x: number, y: number) =>
  120 + 70 * Math.sin(x / 7) * Math.cos(y / 5) + ((x * 31 + y * 17) % 40);
/** White letters on black. */
const title = (x: number, y: number) => (y > 15 && y < 20 && x % 3 === 0 ? 235 : 4);

describe('scoreFrame', () => {
  it.each([
    ['black', () => 2],
    ['white', () => 253],
    ['one colour', () => 120],
    ['black with noise', (x: number, y: number) => 4 + ((x * 7 + y * 13) % 5)],
    ['the very end of a fade', (x: number, y: number) => scene(x, y) * 0.05],
  ])('calls %s blank', (_, level) => {
    expect(scoreFrame(picture(level)).isBlank).toBe(true);
  });

  it.each([
    ['a scene', scene],
    ['a dark scene', (x: number, y: number) => scene(x, y) / 4],
    ['a title', title],
  ])('does not call %s blank', (_, level) => {
    expect(scoreFrame(picture(level)).isBlank).toBe(false);
  });

  it.each([
    ['a title on black', title],
    ['the same scene in a fade to black', (x: number, y: number) => scene(x, y) * 0.3],
    ['the same scene in a fade to white', (x: number, y: number) => 180 + scene(x, y) * 0.3],
    ['the same scene overexposed', (x: number, y: number) => scene(x, y) + 130],
    ['soft shapes', (x: number) => 100 + 40 * Math.sin(x / 20)],
  ])('prefers a scene to %s', (_, level) => {
    expect(scoreFrame(picture(scene)).score).toBeGreaterThan(scoreFrame(picture(level)).score);
  });

  it('gives every picture a score from 0 to 1', () => {
    const pictures = fc.uint8Array({ minLength: width * height, maxLength: width * height });
    fc.assert(
      fc.property(pictures, (luma) => {
        const { score } = scoreFrame(luma);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });
});
