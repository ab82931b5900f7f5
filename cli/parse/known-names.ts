// The names and the provenance of everything in the library, read straight from the catalogue. Changes nothing.

import { relative } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { metadataSource, type MetadataSource } from '../../core/contract/video.ts';

/** By field, where its value came from when the video was last read. */
export type Provenance = Readonly<Record<string, MetadataSource>>;

/** What the catalogue knows of names. Rows are read one by one, and the catalogue may be written to meanwhile. */
export interface KnownNames extends Disposable {
  /** The files that are there, by path, each below its library's root with `/` between its parts. */
  readonly relativePaths: () => Iterable<string>;
  /** One for each video that is there. */
  readonly provenances: () => Iterable<Provenance>;
}

const filesQuery = `select path, root from files where state <> 'missing' and gone_ms is null order by path`;
const videosQuery = `select provenance from videos where is_present = 1`;
const provenance = z.record(z.string(), metadataSource);

/** Opens the catalogue at `path`. A plain connection: opening it properly would bring its schema up to date. */
export function openKnownNames(path: string): KnownNames {
  const database = new Database(path, { readonly: true });
  return {
    *relativePaths() {
      const rows = database.prepare<[], { path: string; root: string }>(filesQuery);
      for (const row of rows.iterate()) yield relative(row.root, row.path);
    },
    *provenances() {
      const rows = database.prepare<[], { provenance: string }>(videosQuery);
      for (const row of rows.iterate()) yield provenance.parse(JSON.parse(row.provenance));
    },
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}
