// The folders that make up the library: from the config file and added by people.

import { bumpCounter } from './counters.ts';
import type { Catalogue } from './open-catalogue.ts';
import type { LibrariesTable } from './schema.ts';

export type LibraryState = LibrariesTable['state'];
/** How the watcher keeps a library up to date. */
export type WatchState = LibrariesTable['watch_state'];

/** A library folder. */
export interface LibraryFolder {
  readonly path: string;
  /** The name of the collection that its videos belong to. */
  readonly name: string;
}

/** A library folder as the catalogue knows it. */
export interface KnownLibrary extends LibraryFolder {
  readonly source: LibrariesTable['source'];
  readonly state: LibraryState;
  /** What is wrong with it, or null. */
  readonly message: string | null;
  readonly watchState: WatchState;
  /** Why it is not watched, or not all of it, or null. */
  readonly watchMessage: string | null;
}

/** Library folders by path. */
export class LibraryStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  async all(): Promise<readonly KnownLibrary[]> {
    return await this.#catalogue
      .selectFrom('libraries')
      .select(['path', 'name', 'source', 'state', 'message'])
      .select(['watch_state as watchState', 'watch_message as watchMessage'])
      .orderBy('added_ms')
      .orderBy('path')
      .execute();
  }

  /** Adds folders that a person named; one that is there already is kept, with the new name. */
  async add(folders: readonly LibraryFolder[]): Promise<void> {
    await this.#insert(folders, 'person');
  }

  /** Adds folders of the config file; one that is there already gets the file's name. */
  async addConfigured(folders: readonly LibraryFolder[]): Promise<void> {
    await this.#insert(folders, 'config');
  }

  /** Forgets a folder; its files stay known and are hidden by the next scan. Returns false when it was not known. */
  async remove(path: string): Promise<boolean> {
    const result = await this.#catalogue
      .deleteFrom('libraries')
      .where('path', '=', path)
      .executeTakeFirst();
    await bumpCounter(this.#catalogue, 'library');
    return result.numDeletedRows > 0n;
  }

  async setState(path: string, state: LibraryState, message: string | null): Promise<void> {
    await this.#catalogue
      .updateTable('libraries')
      .set({ state, message })
      .where('path', '=', path)
      .execute();
  }

  async setWatch(path: string, state: WatchState, message: string | null): Promise<void> {
    await this.#catalogue
      .updateTable('libraries')
      .set({ watch_state: state, watch_message: message })
      .where('path', '=', path)
      .execute();
  }

  /** How many files that are not missing each root has. */
  async fileCounts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => ['root', fn.countAll<number>().as('count')])
      .where('state', '!=', 'missing')
      .groupBy('root')
      .execute();
    return new Map(rows.map((row) => [row.root, row.count]));
  }

  /** Every root that files are known under, configured or not. */
  async knownRoots(): Promise<readonly string[]> {
    const rows = await this.#catalogue.selectFrom('files').select('root').distinct().execute();
    return rows.map((row) => row.root);
  }

  async #insert(
    folders: readonly LibraryFolder[],
    source: LibrariesTable['source'],
  ): Promise<void> {
    for (const { path, name } of folders) {
      await this.#catalogue
        .insertInto('libraries')
        .values({
          path,
          name,
          source,
          state: 'unknown',
          message: null,
          watch_state: 'off',
          watch_message: null,
          added_ms: Date.now(),
        })
        .onConflict((conflict) => conflict.column('path').doUpdateSet({ name, source }))
        .execute();
    }
  }
}
