// Files that a look did not find any more: how many, and when they count as missing. Noting them is the folder store's.

import { sql, type RawBuilder } from 'kysely';
import { bumpCounter } from './counters.ts';
import { isInTree } from './is-in-tree.ts';
import { noLease } from './lease.ts';
import type { Catalogue } from './open-catalogue.ts';
import { refreshPresence } from './presence.ts';
import { unqueuePreviews } from './preview-queue.ts';
import { describeRemainingCopies } from './remaining-copies.ts';

/** How much of a root is not there any more. */
export interface GoneCounts {
  readonly known: number;
  readonly gone: number;
}

/** Files that are gone, by the library folder under which they were. */
export class GoneStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Roots under which files are noted as gone. */
  async roots(): Promise<readonly string[]> {
    const rows = await this.#catalogue
      .selectFrom('files')
      .select('root')
      .distinct()
      .where('gone_ms', 'is not', null)
      .execute();
    return rows.map((row) => row.root);
  }

  /** How many files of a root are known to be there, and how many of these are noted as gone. */
  async count(root: string): Promise<GoneCounts> {
    const known = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(isInTree(root))
      .where('root', '=', root)
      .where('state', '!=', 'missing')
      .executeTakeFirstOrThrow();
    const gone = await this.#catalogue
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('root', '=', root)
      .where('gone_ms', 'is not', null)
      .executeTakeFirstOrThrow();
    return { known: known.count, gone: gone.count };
  }

  /**
   * Marks what is noted as gone under `root` as missing and hides its videos. A file stays visible while a new one of the
   * same size waits to be read: it is perhaps the same, moved. Returns the number of files.
   */
  async hide(root: string): Promise<number> {
    return await this.#markAllMissing(
      sql<boolean>`root = ${root} and gone_ms is not null and not exists (
        select 1 from files as waiting
        where waiting.state = 'pending' and waiting.size_bytes = files.size_bytes
          and waiting.hash is null and waiting.gone_ms is null
      )`,
    );
  }

  /** Marks everything under `root`, which belongs to the library no more, as missing. Returns the number of files. */
  async dropRoot(root: string): Promise<number> {
    return await this.#markAllMissing(
      sql<boolean>`${isInTree(root)} and root = ${root} and state <> 'missing'`,
    );
  }

  /** Goes on until the condition, which none may meet that is missing, holds for no file. */
  async #markAllMissing(condition: RawBuilder<boolean>): Promise<number> {
    for (let count = 0; ;) {
      const rows = await this.#catalogue
        .selectFrom('files')
        .select('path')
        .where(condition)
        .limit(500)
        .execute();
      if (rows.length === 0) return count;
      const paths = rows.map((file) => file.path);
      await this.#catalogue.transaction().execute(async (transaction) => {
        await unqueueAbsent(transaction, await markMissing(transaction, paths));
      });
      count += paths.length;
    }
  }

  /** Marks a file as missing that lies at another path now, and hides its video if it has no other file. */
  async markMoved(path: string): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      await markMissing(transaction, [path]);
    });
  }
}

/** Hides the videos that have no other file. Returns the contents of the files. */
async function markMissing(
  catalogue: Catalogue,
  paths: readonly string[],
): Promise<readonly string[]> {
  const gone = await catalogue
    .updateTable('files')
    .set({ state: 'missing', gone_ms: null, error: null, ...noLease })
    .where('path', 'in', paths)
    .returning('hash')
    .execute();
  const hashes = gone.flatMap((file) => (file.hash === null ? [] : [file.hash]));
  await describeRemainingCopies(catalogue, hashes);
  await refreshPresence(catalogue, hashes);
  await bumpCounter(catalogue, 'library');
  await bumpCounter(catalogue, 'terms');
  return hashes;
}

/** Nothing can be made of what is not there, and the queue would never be empty. */
async function unqueueAbsent(catalogue: Catalogue, hashes: readonly string[]): Promise<void> {
  const absent = await catalogue
    .selectFrom('videos')
    .select('hash')
    .where('hash', 'in', hashes)
    .where('is_present', '=', 0)
    .execute();
  await unqueuePreviews(
    catalogue,
    absent.map(({ hash }) => hash),
  );
}
