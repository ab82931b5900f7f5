import { describe, expect, test } from 'vitest';
import { initialOf, placeholderGradient } from '../../../web/lib/placeholder.ts';

describe('a placeholder', () => {
  test.each([
    ['the title', 'T'],
    ['  "quoted"', 'Q'],
    ['[2024] talk', '2'],
    ['élan', 'É'],
    ['日本', '日'],
    ['🎬 film', 'F'],
    ['???', '?'],
    ['', '?'],
  ])('for %o shows %o', (name, initial) => {
    expect(initialOf(name)).toBe(initial);
  });

  test('has the same colours for the same key, others for others', () => {
    expect(placeholderGradient('0123456789abcdef')).toBe(placeholderGradient('0123456789abcdef'));
    const keys = Array.from({ length: 50 }, (_, index) => `key ${index}`);
    expect(new Set(keys.map(placeholderGradient)).size).toBeGreaterThan(40);
  });
});
