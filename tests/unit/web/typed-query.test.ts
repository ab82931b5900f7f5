import { expect, test } from 'vitest';
import { withTyped } from '../../../web/lib/typed-query.ts';
import { parseSearchState, writeSearchState } from '../../../web/lib/url-state.ts';

test.each([
  ['', 'tag:a tag:b', 'tag=a&tag=b&allOf=tag'],
  ['tag=a', 'tag:b', 'tag=a&tag=b&allOf=tag'],
  ['tag=a&tag=b', 'beach', 'q=beach&tag=a&tag=b'],
  ['', 'codec:x265 >2gb <720p', 'codec=hevc&heightMax=720&sizeMin=2000000000'],
  ['studio=a&page=3', 'studio:b', 'studio=a&studio=b'],
  ['', 'performer:!!!', 'performer=!!!!!!'],
])('on top of %j, %j is %j', (base, typed, expected) => {
  const state = withTyped(parseSearchState(base), typed);
  expect(decodeURIComponent(writeSearchState(state).toString())).toBe(expected);
});
