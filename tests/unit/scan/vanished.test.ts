import { expect, test } from 'vitest';
import { isSuspicious } from '../../../indexer/scan/vanished.ts';

test.each([
  [{ known: 100, gone: 51 }, true],
  [{ known: 100, gone: 100 }, true],
  [{ known: 100, gone: 50 }, false],
  [{ known: 8, gone: 8 }, false],
  [{ known: 1000, gone: 0 }, false],
])('%j is suspicious: %s', (counts, suspicious) => {
  expect(isSuspicious(counts)).toBe(suspicious);
});
