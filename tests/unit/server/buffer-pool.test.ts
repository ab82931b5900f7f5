import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BufferPool } from '../../../server/streaming/buffer-pool.ts';

test('a buffer is lent to one at a time, is large enough, and is used again', () => {
  const size = fc.constantFrom(1, 2, 4, 8).map((factor) => factor * 1024);
  fc.assert(
    fc.property(fc.array(fc.tuple(size, fc.boolean())), (steps) => {
      const pool = new BufferPool();
      const lent: Buffer[] = [];
      for (const [sizeBytes, isReturned] of steps) {
        const buffer = pool.take(sizeBytes);
        expect(buffer.length).toBeGreaterThanOrEqual(sizeBytes);
        expect(lent).not.toContain(buffer);
        lent.push(buffer);
        const back = isReturned ? lent.shift() : undefined;
        if (back !== undefined) pool.giveBack(back);
      }
    }),
  );
  const pool = new BufferPool();
  const [small, large] = [pool.take(1024), pool.take(2048)];
  pool.giveBack(large);
  pool.giveBack(small);
  expect(pool.take(1000)).toBe(small);
  expect(pool.take(1000)).toBe(large);
});
