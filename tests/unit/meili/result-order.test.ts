import { expect, test } from 'vitest';
import { searchQuery, sortKeys } from '../../../core/contract/search.ts';
import { stretchesOf } from '../../../meili/result-order.ts';
import { videoIndexSettings } from '../../../meili/settings.ts';

function stretches(parameters: Readonly<Record<string, unknown>>) {
  return stretchesOf(searchQuery.parse(parameters));
}

test('what may lack a value follows behind what has one', () => {
  expect(stretches({ sort: 'duration:asc' })).toMatchObject([
    { filter: expect.stringContaining('durationS >=') as string, by: { direction: 'asc' } },
    { filter: expect.stringMatching(/^NOT \(durationS >=/) as string, by: undefined },
  ]);
  expect(stretches({ sort: 'size' })).toHaveLength(1);
});

test('without words relevance is the newest first', () => {
  expect(stretches({ q: ' ' })).toEqual(stretches({ sort: 'added:desc' }));
  expect(stretches({ sort: 'relevance:asc' })).toEqual(stretches({ sort: 'added:desc' }));
});

test('the relevance of words is no order of a field', () => {
  expect(stretches({ q: 'beach' })).toBeUndefined();
  expect(stretches({ q: 'beach', sort: 'added' })).toHaveLength(1);
});

test('whatever is sorted by can be compared in the index', () => {
  const comparable = videoIndexSettings.filterableAttributes
    .filter(({ features }) => features.filter.comparison)
    .flatMap(({ attributePatterns }): readonly string[] => attributePatterns);
  for (const sort of sortKeys)
    for (const { by } of stretches({ sort }) ?? [])
      expect(comparable).toContain(by?.field ?? 'shuffle');
});
