// The words of a word cloud as changes of a search, and how large they stand. Pure.

import { readChosenValue } from '../../../core/contract/chosen-value.ts';
import type { CloudWord } from '../../../core/contract/word-cloud.ts';
import { allOfNameOf, withAllOf, withChoice } from '../../lib/facets.ts';
import { withPatch, type SearchState } from '../../lib/url-state.ts';

/** The search that finds only videos with the word, too; on its first page. */
export function narrowedBy(state: SearchState, { kind, text }: CloudWord): SearchState {
  if (kind === 'word') return withPatch(state, { q: `${state.q} ${text}`.trim() });
  const allOf = allOfNameOf(kind);
  if (allOf !== undefined) {
    const chosen = withChoice(state, { parameter: kind, value: text, choice: 'included' });
    const wanted = (chosen[kind] ?? []).filter((written) => !readChosenValue(written).isExcluded);
    // One more of several alternatives would widen the search.
    return wanted.length > 1 ? withAllOf(chosen, allOf, true) : chosen;
  }
  // A video has one of it: what else is chosen makes room.
  return withChoice(withPatch(state, { [kind]: undefined }), {
    parameter: kind,
    value: text,
    choice: 'included',
  });
}

/** In the order of the alphabet, in which a known word is found; the heaviest are seen anyway. */
export function inReadingOrder(words: readonly CloudWord[]): readonly CloudWord[] {
  return words.toSorted((a, b) => a.text.localeCompare(b.text, undefined, { numeric: true }));
}

const smallestRem = 0.8125;
const largestRem = 1.75;

/** The size of the letters in rem. @param weight above 0 to 1 */
export function letterSizeRem(weight: number): number {
  return smallestRem + (largestRem - smallestRem) * Math.min(1, Math.max(0, weight)) ** 1.5;
}
