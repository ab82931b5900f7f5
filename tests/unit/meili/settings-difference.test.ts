import { expect, test } from 'vitest';
import { settingsDifference } from '../../../meili/settings-difference.ts';
import { videoIndexSettings } from '../../../meili/settings.ts';

test('an index that has everything needs nothing', () => {
  expect(
    settingsDifference(structuredClone(videoIndexSettings), videoIndexSettings),
  ).toBeUndefined();
});

test('what the engine adds of its own is no difference', () => {
  const current = {
    ...videoIndexSettings,
    stopWords: [],
    typoTolerance: { ...videoIndexSettings.typoTolerance, enabled: true, disableOnWords: [] },
  };
  expect(settingsDifference(current, videoIndexSettings)).toBeUndefined();
});

test.each([
  [{ rankingRules: ['words'] }, ['rankingRules']],
  [{ searchableAttributes: ['*'] }, ['searchableAttributes']],
  [{ faceting: { maxValuesPerFacet: 100 }, facetSearch: true }, ['faceting', 'facetSearch']],
  [{ pagination: null }, ['pagination']],
])('only what differs is sent: %j', (changed, keys) => {
  const difference = settingsDifference({ ...videoIndexSettings, ...changed }, videoIndexSettings);
  expect(Object.keys(difference ?? {}).toSorted()).toEqual(keys.toSorted());
});

test('an index without settings gets them all', () => {
  expect(settingsDifference({}, videoIndexSettings)).toEqual(videoIndexSettings);
});
