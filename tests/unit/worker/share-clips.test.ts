import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareClips } from '../../../worker/previews/share-clips.ts';

const clipsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ timeS: index * 10, isKeyframe: true }));

describe('shareClips', () => {
  it.each([
    [
      { clips: 9, threads: 2, decoders: 9 },
      { sizes: [5, 4], atOnce: 2, each: 1 },
    ],
    [
      { clips: 9, threads: 4, decoders: 9 },
      { sizes: [3, 3, 3], atOnce: 3, each: 1 },
    ],
    [
      { clips: 9, threads: 1, decoders: 9 },
      { sizes: [9], atOnce: 1, each: 1 },
    ],
    [
      { clips: 4, threads: 2, decoders: 9 },
      { sizes: [2, 2], atOnce: 2, each: 1 },
    ],
    [
      { clips: 3, threads: 2, decoders: 2 },
      { sizes: [1, 1, 1], atOnce: 2, each: 1 },
    ],
    [
      { clips: 4, threads: 2, decoders: 1 },
      { sizes: [1, 1, 1, 1], atOnce: 1, each: 2 },
    ],
    [
      { clips: 1, threads: 4, decoders: 9 },
      { sizes: [1], atOnce: 1, each: 4 },
    ],
    [
      { clips: 0, threads: 2, decoders: 9 },
      { sizes: [0], atOnce: 1, each: 2 },
    ],
  ])('shares %j', ({ clips, ...limits }, { sizes, atOnce, each }) => {
    const shares = shareClips(clipsOf(clips), limits);
    expect(shares.runs.map((run) => run.length)).toEqual(sizes);
    expect(shares).toMatchObject({ atOnce, threads: each });
  });

  it('keeps every clip in its place, and neither more threads nor many more decoders than allowed', () => {
    const limits = fc.record({
      threads: fc.integer({ min: 1, max: 8 }),
      decoders: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.nat(9), limits, (count, { threads, decoders }) => {
        const clips = clipsOf(count);
        const shares = shareClips(clips, { threads, decoders });
        expect(shares.runs.flat()).toEqual(clips);
        expect(shares.atOnce * shares.threads).toBeLessThanOrEqual(threads);
        expect(shares.threads).toBeGreaterThan(0);
        const most = Math.max(...shares.runs.map((run) => run.length));
        expect(most * shares.atOnce).toBeLessThan(decoders + shares.atOnce);
      }),
    );
  });
});
