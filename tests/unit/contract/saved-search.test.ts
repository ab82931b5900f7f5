import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalSearch } from '../../../core/contract/canonical-search.ts';
import { describeIssues } from '../../../core/contract/describe-issues.ts';
import {
  readSavedQuery,
  savedSearchBody,
  savedSearchPatch,
} from '../../../core/contract/saved-search.ts';
import { writeSearchState } from '../../../web/lib/url-state.ts';
import { searchStates } from '../web/search-states.ts';

/** Half characters included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

function problemsOf(body: unknown): string {
  const { error } = savedSearchBody.safeParse(body);
  return describeIssues(error?.issues ?? []);
}

describe('a search to be saved', () => {
  test('is kept as its canonical text under a trimmed name', () => {
    expect(savedSearchBody.parse({ name: ' Summer ', query: '?tag=b&tag=a&page=2' })).toEqual({
      name: 'Summer',
      query: 'tag=a&tag=b',
    });
  });

  test.each([
    [{ name: ' ', query: '' }, /^name: /],
    [{ name: 'x'.repeat(81), query: '' }, /^name: /],
    [{ name: 'two\nlines', query: '' }, /^name: must be one line/],
    [{ query: '' }, /^name: /],
    [{ name: 'x' }, /^query: /],
    [{ name: 'x', query: 7 }, /^query: /],
    [{ name: 'x', query: 'durationMin=long' }, /^query\.durationMin: /],
    [{ name: 'x', query: 'releasedFrom=yesterday' }, /^query\.releasedFrom: must be a date/],
    [{ name: 'x', query: 'sort=loudness' }, /^query\.sort: must be one of/],
    [{ name: 'x', query: 'q=a&q=b' }, /^query\.q: /],
    [{ name: 'x', query: 'performer=' }, /^query\.performer\.0: /],
    [{ name: 'x', query: 'actor=Ann' }, /^query: .*"actor"/],
    [{ name: 'x', query: '__proto__=1' }, /^query: .*"__proto__"/],
    [{ name: 'x', query: '', position: -1 }, /^position: /],
  ])('is refused as %j, with the name of the field', (body, problem) => {
    expect(problemsOf(body)).toMatch(problem);
  });

  test('is refused when it is too long, as it is written or in percent-encoding', () => {
    expect(problemsOf({ name: 'x', query: `q=${'y'.repeat(2000)}` })).toMatch(/^query: /);
    const query = `tag=${'ü'.repeat(200)}&studio=${'ü'.repeat(200)}`;
    expect(problemsOf({ name: 'x', query })).toMatch(/^query: .* in percent-encoding/);
  });

  test('is any that the search page can show', () => {
    fc.assert(
      fc.property(searchStates, (state) => {
        const query = canonicalSearch(writeSearchState(state));
        expect(readSavedQuery(query).error).toBeUndefined();
      }),
    );
  });

  test('is never a cause of an exception, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (query) => {
        const parsed = savedSearchBody.safeParse({ name: 'x', query });
        if (parsed.success) expect(readSavedQuery(parsed.data.query).success).toBe(true);
      }),
    );
  });
});

test('a change of nothing is refused', () => {
  expect(savedSearchPatch.safeParse({}).success).toBe(false);
  expect(savedSearchPatch.parse({ position: 0 })).toEqual({ position: 0 });
});
