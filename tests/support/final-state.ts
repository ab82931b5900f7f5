// What a catalogue and an index say in the end, without what differs between any two runs: times and revisions.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Meilisearch } from 'meilisearch';

/** What a person would miss if it were wrong. */
export interface FinalState {
  readonly files: readonly unknown[];
  readonly videos: readonly unknown[];
  readonly documents: readonly unknown[];
}

/** Reads the catalogue in a data folder and the index `videos` of a Meilisearch. */
export async function readFinalState(
  dataDir: string,
  meilisearch: { readonly url: string; readonly apiKey: string },
): Promise<FinalState> {
  return { ...readCatalogue(dataDir), documents: await readIndex(meilisearch) };
}

function readCatalogue(dataDir: string): Pick<FinalState, 'files' | 'videos'> {
  const catalogue = new Database(join(dataDir, 'catalogue.db'), { readonly: true });
  try {
    const files = catalogue
      .prepare('select path, hash, state, error from files order by path')
      .all();
    const videos = catalogue
      .prepare(
        `select hash, title, performers, studio, tags, collection, released_year, path_words, container, video_codec,
           width, height, duration_s, size_bytes, playability, is_present, provenance, publish_error, terms
         from videos join video_terms using (hash) order by hash`,
      )
      .all();
    return { files, videos };
  } finally {
    catalogue.close();
  }
}

async function readIndex({
  url,
  apiKey,
}: {
  url: string;
  apiKey: string;
}): Promise<readonly unknown[]> {
  const client = new Meilisearch({ host: url, apiKey });
  const { results } = await client
    .index<{ hash: string }>('videos')
    .getDocuments({ limit: 1_000_000 });
  return results
    .map((document) => ({ ...document, addedAt: undefined, rev: undefined, previews: undefined }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
}
