import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageWindow, type PageStep } from '../../../web/lib/page-window.ts';

describe('the pages that a pagination shows', () => {
  test.each<[number, number, readonly PageStep[]]>([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [1, 9, [1, 2, 'gap', 9]],
    [4, 9, [1, 2, 3, 4, 5, 'gap', 9]],
    [5, 9, [1, 'gap', 4, 5, 6, 'gap', 9]],
    [9, 9, [1, 'gap', 8, 9]],
    [1, 0, []],
    [50, 9, [1, 'gap', 9]],
  ])('on page %d of %d', (page, count, steps) => {
    expect(pageWindow(page, count)).toEqual(steps);
  });

  test('always reach both ends and the neighbours, in order, in at most nine steps', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 100_000 })
          .chain((count) => fc.tuple(fc.integer({ min: 1, max: count }), fc.constant(count))),
        ([page, count]) => {
          const steps = pageWindow(page, count);
          const numbers = steps.filter((step) => step !== 'gap');
          expect(steps.length).toBeLessThanOrEqual(9);
          expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
          expect(numbers).toEqual(expect.arrayContaining([1, page, count]));
          if (page > 1) expect(numbers).toContain(page - 1);
          if (page < count) expect(numbers).toContain(page + 1);
        },
      ),
    );
  });

  test('leave out more than one page wherever there is a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (page, count) => {
          const steps = pageWindow(page, count);
          steps.forEach((step, index) => {
            if (step !== 'gap') return;
            const before = Number(steps[index - 1]);
            const after = Number(steps[index + 1]);
            expect(after - before).toBeGreaterThan(2);
          });
        },
      ),
    );
  });
});
