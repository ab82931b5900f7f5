import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSizeBytes } from '../../../server/streaming/read-size.ts';

test('a few streams read 512 KiB at once, hundreds 64 KiB', () => {
  expect(readSizeBytes(1)).toBe(512 * 1024);
  expect(readSizeBytes(500)).toBe(64 * 1024);
});

test('more streams never read more at once, and all of them stay within 64 MiB up to a thousand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (streams) => {
      expect(readSizeBytes(streams + 1)).toBeLessThanOrEqual(readSizeBytes(streams));
      expect(readSizeBytes(streams) * streams).toBeLessThanOrEqual(64 * 1024 * 1024);
    }),
  );
});
