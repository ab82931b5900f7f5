import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excessBytes, hasRoomAhead } from '../../../core/preview-budget.ts';

const size = fc.integer({ min: 0, max: 1e15 });

test('what is dropped brings the previews within the budget, and leaves no room to make it again', () => {
  fc.assert(
    fc.property(size, size, (bytes, budgetBytes) => {
      const excess = excessBytes(bytes, budgetBytes);
      expect(bytes - excess).toBeLessThanOrEqual(budgetBytes);
      if (excess > 0) expect(hasRoomAhead(bytes - excess, budgetBytes)).toBe(false);
    }),
  );
});

test('nothing is dropped within the budget', () => {
  expect(excessBytes(100, 100)).toBe(0);
  expect(hasRoomAhead(89, 100)).toBe(true);
});
