import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsName } from '../../../meili/name-mention.ts';

describe('mentionsName', () => {
  test.each([
    ['The best of Jane Doe', 'jane doe', true],
    ['jane-doe, short', 'Jane Doe', true],
    ['ZOË in summer', 'Zoe', true],
    ['party music', 'art', false],
    ['art, party', 'art', true],
    ['party art', 'art', true],
    ['art2', 'art', false],
    ['Jane', 'Jane Doe', false],
    ['東京の夜', '東京', true],
    ['5 ★ films', '★', true],
    ['films', '★', false],
    ['anything', ' ', false],
    ['', 'x', false],
  ])('%j names %j: %s', (text, name, isNamed) => {
    expect(mentionsName(text, name)).toBe(isNamed);
  });

  test('finds every name that stands between other words', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.lorem(), name, fc.lorem(), (before, named, after) => {
        expect(mentionsName(`${before} ${named.toUpperCase()} ${after}`, named.toUpperCase())).toBe(
          true,
        );
      }),
    );
  });
});
