// Which libraries this machine can see now. Another one may have the drive that is not plugged in here.

import { opendir } from 'node:fs/promises';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import { systemErrorCode } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';

/** Time between looks for a drive that was not there. */
const LOOK_EVERY_MS = 10_000;

/** Looks at the folders of the libraries, but only once a file was not there: looking wakes drives that sleep. */
export class LibraryReach {
  readonly #libraries: Pick<LibraryStore, 'all'>;
  #unreachable: readonly string[] = [];
  /** By the clock that nobody sets. */
  #nextLookMs = 0;

  constructor(libraries: Pick<LibraryStore, 'all'>) {
    this.#libraries = libraries;
  }

  /** The folders under which nothing is, as where a drive is not mounted, as far as that was noticed. */
  async unreachableRoots(): Promise<readonly string[]> {
    if (this.#unreachable.length === 0 || performance.now() < this.#nextLookMs)
      return this.#unreachable;
    return await this.lookAgain();
  }

  /** The same as of now: for when a preview could not be made. */
  async lookAgain(): Promise<readonly string[]> {
    const libraries = await this.#libraries.all();
    const looked = await Promise.all(
      libraries.map(async ({ path }) => ((await hasEntries(path)) ? [] : [path])),
    );
    this.#unreachable = looked.flat();
    this.#nextLookMs = performance.now() + LOOK_EVERY_MS;
    return this.#unreachable;
  }
}

async function hasEntries(folder: string): Promise<boolean> {
  try {
    const entries = await opendir(toFsPath(folder));
    try {
      return (await entries.read()) !== null;
    } finally {
      await entries.close();
    }
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}
