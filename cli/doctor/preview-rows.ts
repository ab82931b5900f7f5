// What the catalogue says of previews, a part of the library at a time. Reads only.

import Database from 'better-sqlite3';
import { z } from 'zod';
import { endOf } from '../../core/catalogue/shards.ts';
import { previewKind, previewState } from '../../core/contract/video.ts';

const previewRow = z.object({
  hash: z.string(),
  kind: previewKind,
  state: previewState,
  updatedMs: z.number(),
  files: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.object({ path: z.string(), sizeBytes: z.number() }))),
});
/** A preview that has files, or is being made. */
export type PreviewRow = z.infer<typeof previewRow>;

const columns = 'hash, kind, state, files, updated_ms as updatedMs';

/** Rows of the catalogue at `path`; close it. */
export class PreviewRows {
  readonly #database: Database.Database;

  constructor(path: string) {
    // A plain connection: opening the catalogue properly would bring its schema up to date.
    this.#database = new Database(path, { readonly: true });
  }

  /** The previews of one shard. */
  ofShard(shard: string): readonly PreviewRow[] {
    const found = this.#database
      .prepare(
        `select ${columns} from previews where hash >= ? and hash < ? and (files <> '[]' or state = 'running')`,
      )
      .all(shard, endOf(shard));
    return z.array(previewRow).parse(found);
  }

  /** The previews of one video as they are now. */
  ofVideo(hash: string): readonly PreviewRow[] {
    const found = this.#database
      .prepare(`select ${columns} from previews where hash = ?`)
      .all(hash);
    return z.array(previewRow).parse(found);
  }

  /** The videos of one shard that are known, whether or not their files are there now: drives get unplugged. */
  knownVideos(shard: string): ReadonlySet<string> {
    const hashes = this.#database
      .prepare<[string, string], string>('select hash from videos where hash >= ? and hash < ?')
      .pluck()
      .all(shard, endOf(shard));
    return new Set(hashes);
  }

  /** The workers that were heard of after `sinceMs`. */
  runningWorkers(sinceMs: number): readonly string[] {
    return this.#database
      .prepare<[number], string>(
        "select id from processes where program = 'worker' and seen_ms > ?",
      )
      .pluck()
      .all(sinceMs);
  }

  close(): void {
    this.#database.close();
  }
}
