// The term counts of all present videos, as the similarity model is built from them.

import { z } from 'zod';
import type { Catalogue } from './open-catalogue.ts';

const names = z.array(z.string());

/** A video's terms, and how it writes the names among them. */
export interface VideoTerms {
  readonly hash: string;
  readonly terms: string;
  readonly performers: readonly string[];
  readonly studio: string | undefined;
}

/** Term counts by hash. */
export class TermStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** All present videos whose terms the given tokenizer made, in order of hash, in pages of at most `pageSize`. */
  async *pages(
    tokenizerVersion: number,
    pageSize: number,
  ): AsyncGenerator<readonly VideoTerms[], void, void> {
    let afterHash = '';
    for (;;) {
      const rows = await this.#catalogue
        .selectFrom('videos')
        .innerJoin('video_terms', 'video_terms.hash', 'videos.hash')
        .select(['videos.hash', 'terms', 'performers', 'studio'])
        .where('videos.is_present', '=', 1)
        .where('tokenizer_version', '=', tokenizerVersion)
        .where('videos.hash', '>', afterHash)
        .orderBy('videos.hash')
        .limit(pageSize)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) return;
      afterHash = last.hash;
      yield rows.map((row) => ({
        hash: row.hash,
        terms: row.terms,
        performers: names.parse(JSON.parse(row.performers)),
        studio: row.studio ?? undefined,
      }));
    }
  }
}
