// The state of a performer's or studio's page as its address, and back: a name, and how the videos are listed.

import { parseSearchState, writeSearchState, type SearchState } from './url-state.ts';

export interface PersonState extends Pick<SearchState, 'q' | 'sort' | 'seed' | 'page'> {
  /** Empty when the address names nobody. */
  readonly name: string;
}

/** Reads the query of an address; what is malformed counts as absent. */
export function parsePersonState(search: string): PersonState {
  const { sort, seed, page } = parseSearchState(search);
  return { name: new URLSearchParams(search).get('name') ?? '', q: '', sort, seed, page };
}

/** Writes a state, the name first. */
export function writePersonState({ name, sort, seed, page }: PersonState): URLSearchParams {
  const query = new URLSearchParams({ name });
  for (const [key, value] of writeSearchState({ sort, seed, page })) query.append(key, value);
  return query;
}
