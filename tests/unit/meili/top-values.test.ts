import { expect, test } from 'vitest';
import { topValues } from '../../../meili/facet-counts.ts';

/** As the engine says it: the most frequent first. */
const performers = Object.fromEntries(
  Array.from({ length: 1000 }, (_, n) => [`Performer ${n}`, 1000 - n]),
);

test('the most frequent values are shown, the most frequent first', () => {
  const shown = Object.entries(topValues(performers, []));
  expect(shown).toHaveLength(200);
  expect(shown[0]).toEqual(['Performer 0', 1000]);
  expect(shown.at(-1)).toEqual(['Performer 199', 801]);
});

test('what was chosen is shown however rare it is, and whichever case it was written in', () => {
  const shown = topValues(performers, ['PERFORMER 999', 'performer 0', 'nobody']);
  expect(Object.keys(shown)).toHaveLength(201);
  expect(shown['Performer 999']).toBe(1);
});

test('names that are numbers, which any object has first, take no place of more frequent ones', () => {
  const numbers = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [String(n), 1]));
  const shown = topValues({ ...numbers, ...performers }, []);
  expect(Object.keys(shown)).not.toContain('7');
  expect(Object.keys(shown)).toHaveLength(200);
  expect(topValues({ '1999': 3, '2001': 7 }, [])).toEqual({ '2001': 7, '1999': 3 });
});
