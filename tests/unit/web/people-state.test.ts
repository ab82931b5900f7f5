import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleQuery } from '../../../core/contract/people.ts';
import { parsePageState, writePageState } from '../../../web/lib/page-state.ts';
import { parsePeopleState, peopleSorts, writePeopleState } from '../../../web/lib/people-state.ts';
import { parsePersonState, writePersonState } from '../../../web/lib/person-state.ts';

const page = fc.integer({ min: 1, max: 999_999 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

test('the state of a list of people survives its address, and the API accepts it', () => {
  const states = fc.record({
    q: text,
    sort: fc.constantFrom(...peopleSorts.map(({ value }) => value)),
    page,
  });
  fc.assert(
    fc.property(states, (state) => {
      const query = writePeopleState(state);
      expect(parsePeopleState(query.toString())).toEqual(state);
      expect(peopleQuery.parse(Object.fromEntries(query))).toMatchObject(state);
    }),
  );
});

test('every order of people that the API knows is offered', () => {
  const known = peopleQuery.shape.sort.unwrap().options;
  expect(peopleSorts.map(({ value }) => value).toSorted()).toEqual([...known].toSorted());
});

test('the state of a person survives its address, whatever the name', () => {
  fc.assert(
    fc.property(text, page, (name, number) => {
      const state = {
        name,
        q: '',
        page: number,
        sort: { key: 'title', direction: 'asc' },
      } as const;
      expect(parsePersonState(writePersonState(state).toString())).toEqual({
        ...state,
        seed: undefined,
      });
    }),
  );
});

test('the page of a plain list survives its address', () => {
  fc.assert(
    fc.property(page, (number) => {
      expect(parsePageState(`?${writePageState(number).toString()}`)).toBe(number);
    }),
  );
});
