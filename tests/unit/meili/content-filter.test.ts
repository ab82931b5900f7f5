import { describe, expect, test } from 'vitest';
import type { ContentFilter } from '../../../core/contract/dashboard.ts';
import { compileContentFilter, type FilteredVideo } from '../../../meili/content-filter.ts';

type Rule = Partial<ContentFilter> & Pick<ContentFilter, 'field' | 'value'>;

function compile(...rules: readonly Rule[]) {
  return compileContentFilter(
    rules.map((rule, id) => ({ id, mode: 'hide', active: true, ...rule })),
  );
}

const video: FilteredVideo = {
  studio: 'Acme',
  categories: ['Drama'],
  performers: ['Zoë', 'Max'],
  tags: ['beach'],
  collection: 'Films',
};

describe('compileContentFilter', () => {
  test('no rule shows everything', () => {
    const compiled = compile();
    expect(compiled.filter).toBeUndefined();
    expect(compiled.isVisible(video)).toBe(true);
  });

  test.each<[string, readonly Rule[], boolean]>([
    ['hide hides what has the value', [{ field: 'performer', value: 'max' }], false],
    ['hide knows accents', [{ field: 'performer', value: 'Zoe' }], true],
    ['hide knows no case', [{ field: 'studio', value: 'ACME' }], false],
    ['hide of another value', [{ field: 'tag', value: 'snow' }], true],
    ['a rule that is off', [{ field: 'tag', value: 'beach', active: false }], true],
    [
      'only shows what has the value',
      [{ field: 'collection', value: 'Films', mode: 'only' }],
      true,
    ],
    ['only hides the rest', [{ field: 'collection', value: 'Home', mode: 'only' }], false],
    [
      'values of one field are alternatives',
      [
        { field: 'category', value: 'Comedy', mode: 'only' },
        { field: 'category', value: 'Drama', mode: 'only' },
      ],
      true,
    ],
    [
      'fields must all hold',
      [
        { field: 'category', value: 'Drama', mode: 'only' },
        { field: 'studio', value: 'Other', mode: 'only' },
      ],
      false,
    ],
    [
      'hide wins over only',
      [
        { field: 'category', value: 'Drama', mode: 'only' },
        { field: 'tag', value: 'beach' },
      ],
      false,
    ],
  ])('%s', (_, rules, isVisible) => {
    expect(compile(...rules).isVisible(video)).toBe(isVisible);
  });

  test('a video without a studio passes a hidden studio and fails an only one', () => {
    const homeless = { ...video, studio: undefined };
    expect(compile({ field: 'studio', value: 'Acme' }).isVisible(homeless)).toBe(true);
    expect(compile({ field: 'studio', value: 'Acme', mode: 'only' }).isVisible(homeless)).toBe(
      false,
    );
  });

  test('the filter says the same in the engine’s words', () => {
    const { filter } = compile(
      { field: 'collection', value: 'Films', mode: 'only' },
      { field: 'tag', value: 'A' },
      { field: 'tag', value: 'B' },
      { field: 'studio', value: 'C' },
    );
    expect(filter).toBe(
      '(collection IN ["films"] AND NOT ((tags IN ["a","b"] OR studio IN ["c"])))',
    );
  });
});
