import { expect, test } from 'vitest';
import { isSuspicious } from '../../../indexer/scan/vanished.ts';

test.each([
  [{ known: 100, unseen: 51 }, true],
  [{ known: 100, unseen: 100 }, true],
  [{ known: 100, unseen: 50 }, false],
  [{ known: 8, unseen: 8 }, false],
  [{ known: 1000, unseen: 0 }, false],
])('%j is suspicious: %s', (counts, suspicious) => {
  expect(isSuspicious(counts)).toBe(suspicious);
});
