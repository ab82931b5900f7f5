// Reads what the similarity model is built from: the terms and the names of all present videos. Without the query builder
// and the schemas, which would be most of the memory of the thread that builds.

import Database from 'better-sqlite3';

/** SQLite's own memory: each row is read once. */
const CACHE_KIB = 1000;

interface TermsRow {
  readonly hash: string;
  readonly terms: string;
}

interface NamesRow {
  readonly performers: string;
  readonly studio: string | null;
}

/** How a video writes its people. */
interface WrittenNames {
  readonly performers: readonly string[];
  readonly studio: string | undefined;
}

/**
 * A second connection to a catalogue that is open already. All rows come in the order in which the file has them, which
 * takes a quarter of the time of two tables side by side in the order of hashes: the signs in the conditions keep SQLite
 * from indexes. Each reading sees the catalogue as it was when it began. The caller ends it with `close()`.
 */
export class TermReader {
  readonly #database: Database.Database;

  constructor(path: string) {
    this.#database = new Database(path, { readonly: true, fileMustExist: true });
    this.#database.pragma(`cache_size = -${CACHE_KIB}`);
  }

  /** Of each present video whose terms the given tokenizer made. */
  terms(tokenizerVersion: number): IterableIterator<TermsRow> {
    return this.#database
      .prepare<[number], TermsRow>(
        `select hash, terms from video_terms where +tokenizer_version = ? and not exists
          (select 1 from videos where is_present = 0 and videos.hash = video_terms.hash)`,
      )
      .iterate(tokenizerVersion);
  }

  /** Of each present video. One whose row is damaged is left out: whoever shows it takes care of that. */
  *names(): Generator<WrittenNames, void, void> {
    const rows = this.#database
      .prepare<[], NamesRow>('select performers, studio from videos where +is_present = 1')
      .iterate();
    for (const { performers, studio } of rows) {
      const names = parseNames(performers);
      if (names !== undefined) yield { performers: names, studio: studio ?? undefined };
    }
  }

  close(): void {
    this.#database.close();
  }
}

function parseNames(text: string): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(text);
    return isListOfStrings(names) ? names : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
