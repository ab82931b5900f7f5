// The state of the lists of performers and studios as their address, and back.

import type { PeopleQuery } from '../../core/contract/people.ts';
import { parsePage } from './url-state.ts';

/** The text, the order and the page of a list of people. */
export type PeopleState = Readonly<Omit<PeopleQuery, 'limit'>>;

/** The orders in the order of the menu; the first is the default. */
export const peopleSorts = [
  { value: 'videos:desc', label: 'Most videos' },
  { value: 'videos:asc', label: 'Fewest videos' },
  { value: 'name:asc', label: 'Name, A to Z' },
  { value: 'name:desc', label: 'Name, Z to A' },
] as const satisfies readonly { readonly value: PeopleState['sort']; readonly label: string }[];

/** Reads the query of an address; what is malformed counts as absent. */
export function parsePeopleState(search: string): PeopleState {
  const query = new URLSearchParams(search);
  const sort = peopleSorts.find(({ value }) => value === query.get('sort')) ?? peopleSorts[0];
  return {
    q: (query.get('q') ?? '').slice(0, 200),
    sort: sort.value,
    page: parsePage(query.get('page')),
  };
}

/** Writes a state, leaving out what is the default. */
export function writePeopleState(state: PeopleState): URLSearchParams {
  const query = new URLSearchParams();
  if (state.q !== '') query.set('q', state.q);
  if (state.sort !== peopleSorts[0].value) query.set('sort', state.sort);
  if (state.page > 1) query.set('page', String(state.page));
  return query;
}
