import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityChunks } from '../../../indexer/identify/identify-file.ts';

const KIB = 1024;

describe('the chunks that make an identity', () => {
  it.each([1, 64 * KIB, 192 * KIB])('are all of a file of %i bytes', (size) => {
    expect(identityChunks(size)).toEqual([{ start: 0, length: size }]);
  });

  it('are head, middle and tail of a larger file', () => {
    const length = 64 * KIB;
    expect(identityChunks(192 * KIB + 1)).toEqual([
      { start: 0, length },
      { start: 64 * KIB, length },
      { start: 128 * KIB + 1, length },
    ]);
    expect(identityChunks(10_000_000_000)).toEqual([
      { start: 0, length },
      { start: 4_999_967_232, length },
      { start: 9_999_934_464, length },
    ]);
  });

  it('lie in the file, in order, without overlap, and read at most 192 KiB', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat().filter((size) => size > 0),
        (size) => {
          const chunks = identityChunks(size);
          let end = 0;
          for (const { start, length } of chunks) {
            expect(Number.isSafeInteger(start)).toBe(true);
            expect(start).toBeGreaterThanOrEqual(end);
            end = start + length;
          }
          expect(end).toBe(size);
          const read = chunks.reduce((sum, { length }) => sum + length, 0);
          expect(read).toBe(Math.min(size, 192 * KIB));
        },
      ),
    );
  });
});
