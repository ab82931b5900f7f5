import { expect, test } from 'vitest';
import { plannedScans } from '../../../server/status/scan-history.ts';

test('the next scan of every entry of the schedule is planned, the soonest first', () => {
  const now = new Date(2025, 10, 22, 3, 30);
  const planned = plannedScans(
    [
      { cron: '0 5 * * *', mode: 'full', collection: 'Films' },
      { cron: '0 4 * * *', mode: 'new', collection: undefined },
      { cron: '0 0 31 2 *', mode: 'new', collection: undefined },
    ],
    now,
  );
  expect(planned).toEqual([
    { at: new Date(2025, 10, 22, 4).toISOString(), mode: 'new', collection: null },
    { at: new Date(2025, 10, 22, 5).toISOString(), mode: 'full', collection: 'Films' },
  ]);
});
