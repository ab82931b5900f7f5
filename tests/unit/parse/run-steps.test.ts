import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTemplates } from '../../../core/default-templates.ts';
import { cleanText } from '../../../indexer/parse/field/clean-text.ts';
import { compileTemplates } from '../../../indexer/parse/template/compile-template.ts';
import { runSteps } from '../../../indexer/parse/template/run-steps.ts';

/** The templates of a person who likes options: everything may be missing, everything has several places to end. */
const ambiguousTemplates = [
  '[{studio}]?[{line}]?[{tags}]?[{categories}]?[{mentions}]?{title}?',
  '{performers} {studio}? {line}? {title}? {tags}? {mentions}? {year}',
  '{performers} - {studio} - {line} - {title} - {tags} - {mentions}!',
  '({studio} ({line} ({tags})?)?)? {title} [{mentions}]? ({year})',
  '{title}[{studio}]?[{line}]?[{tags}]?[{categories}]?[{mentions}]?[{performers}]?[{description}]?[{sourceId}]?!',
];
/** It tries the most places on this name. */
const worstName = '[a1]'.repeat(255);
const stepLists = compileTemplates([...defaultTemplates, ...ambiguousTemplates]).flatMap(
  ({ steps }) => (steps === undefined ? [] : [steps]),
);

const fragments = '[ ] ( ) { } - , 2019 [a] [1] é #a 1'.split(' ').concat([' - ', ' [', '] ', ' ']);

/** Names as long as a file system allows, or longer, of few fragments that repeat. */
const hostileNames = fc
  .tuple(
    fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 8 }),
    fc.constantFrom(255, 1020),
  )
  .map(([parts, length]) => cleanText(parts.join('').repeat(length).slice(0, length)));

describe('runSteps', () => {
  it('looks at each place of a name at most three times a step, whatever the name', () => {
    fc.assert(
      fc.property(hostileNames, (name) => {
        for (const steps of stepLists) {
          expect(runSteps(steps, name).placeCount).toBeLessThanOrEqual(
            3 * (steps.length + 1) * (name.length + 1),
          );
        }
      }),
      { numRuns: 300, examples: [[worstName]] },
    );
  });

  it('looks at twice as many places for a name twice as long', () => {
    const count = (length: number) =>
      Math.max(...stepLists.map((steps) => runSteps(steps, 'a - [b] '.repeat(length)).placeCount));
    expect(count(400) / count(200)).toBeLessThan(2.1);
  });
});
