import { expect, test } from 'vitest';
import { compares } from '../../../meili/filter.ts';
import { KnownTotals } from '../../../meili/known-totals.ts';

test('a total is that of the same words and the same filter, whatever is asked of them', () => {
  const totals = new KnownTotals();
  const query = { q: 'sea', matchingStrategy: 'all', filter: compares('views', '>', 3) } as const;
  totals.remember({ ...query, page: 1, facets: ['tags'] }, 7);
  expect(totals.of({ ...query, limit: 3 })).toBe(7);
  totals.remember(query, 8);
  expect(totals.of(query)).toBe(8);
  expect(totals.of({ ...query, q: 'see' })).toBeUndefined();
  expect(totals.of({ ...query, filter: compares('views', '>', 4) })).toBeUndefined();
  expect(totals.of({ q: 'sea', matchingStrategy: 'all' })).toBeUndefined();
});

test('of many searches the last ones are remembered', () => {
  const totals = new KnownTotals();
  for (let n = 0; n < 1500; n += 1) totals.remember({ q: String(n) }, n);
  expect(totals.of({ q: '0' })).toBeUndefined();
  expect(totals.of({ q: '1499' })).toBe(1499);
});
