import { expect, it } from 'vitest';
import { restAfterLookMs } from '../../../core/rest-after-look.ts';

const limits = { leastMs: 500, mostMs: 5000 };

it('a loop looks a tenth of the time, and again soon after a look that waited long for a lock', () => {
  const rests = [0, 100, 30_000].map((lookMs) => restAfterLookMs(lookMs, limits));
  expect(rests).toEqual([500, 1000, 5000]);
});
