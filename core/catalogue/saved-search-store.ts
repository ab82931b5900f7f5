// The searches that a person keeps, in their order. What their queries mean is read elsewhere.

import { isSameName } from '../contract/same-name.ts';
import {
  savedSearchesMax,
  type KeptSearch,
  type SavedSearchBody,
  type SavedSearchPatch,
} from '../contract/saved-search.ts';
import { AppError, NotFoundError } from '../errors.ts';
import type { Catalogue } from './open-catalogue.ts';

/** Saved searches by id. There are few of them, so that each change looks at all. */
export class SavedSearchStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** In their order. */
  async all(): Promise<readonly KeptSearch[]> {
    return await readAll(this.#catalogue);
  }

  /**
   * Adds a search, at the end unless it says where.
   * @throws AppError `duplicate_saved_search` when the name is taken; `too_many_saved_searches` at the maximum.
   */
  async add({ name, query, position = savedSearchesMax }: SavedSearchBody): Promise<KeptSearch> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const known = await readAll(transaction);
      refuseDuplicate(known, name);
      if (known.length >= savedSearchesMax)
        throw new AppError(
          'too_many_saved_searches',
          `${savedSearchesMax} searches are saved, which is the most: remove one first.`,
        );
      const added = await transaction
        .insertInto('saved_searches')
        .values({ name, query, position: known.length, created_ms: Date.now() })
        .returning(['id', 'name', 'query'])
        .executeTakeFirstOrThrow();
      await place(transaction, known.toSpliced(position, 0, added));
      return added;
    });
  }

  /**
   * Changes the name, the query or the place.
   * @throws NotFoundError when there is no such search; AppError `duplicate_saved_search` when the name is taken.
   */
  async change(id: number, patch: SavedSearchPatch): Promise<KeptSearch> {
    return await this.#catalogue.transaction().execute(async (transaction) => {
      const known = await readAll(transaction);
      const current = known.find((search) => search.id === id);
      if (current === undefined) throw new NotFoundError(`There is no saved search ${id}.`);
      const others = known.filter((search) => search !== current);
      const { name = current.name, query = current.query, position } = patch;
      refuseDuplicate(others, name);
      await transaction
        .updateTable('saved_searches')
        .set({ name, query })
        .where('id', '=', id)
        .execute();
      if (position !== undefined) await place(transaction, others.toSpliced(position, 0, current));
      return { id, name, query };
    });
  }

  /** @throws NotFoundError when there is no such search. */
  async remove(id: number): Promise<void> {
    const result = await this.#catalogue
      .deleteFrom('saved_searches')
      .where('id', '=', id)
      .executeTakeFirst();
    if (result.numDeletedRows === 0n) throw new NotFoundError(`There is no saved search ${id}.`);
  }
}

async function readAll(catalogue: Catalogue): Promise<readonly KeptSearch[]> {
  return await catalogue
    .selectFrom('saved_searches')
    .select(['id', 'name', 'query'])
    .orderBy('position')
    .orderBy('id')
    .execute();
}

function refuseDuplicate(others: readonly KeptSearch[], name: string): void {
  const twin = others.find((search) => isSameName(search.name, name));
  if (twin !== undefined)
    throw new AppError(
      'duplicate_saved_search',
      `A saved search is named “${twin.name}” already. Choose another name, or remove that one on the dashboard.`,
    );
}

async function place(catalogue: Catalogue, searches: readonly KeptSearch[]): Promise<void> {
  for (const [position, { id }] of searches.entries())
    await catalogue.updateTable('saved_searches').set({ position }).where('id', '=', id).execute();
}
