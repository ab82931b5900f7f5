// The term counts of all present videos, as the similarity model is built from them, and those that are to be counted anew.

import { bumpCounter } from './counters.ts';
import { readVideos } from './damaged-videos.ts';
import type { Catalogue } from './open-catalogue.ts';
import { parsePerformers, toVideo, type Video } from './video.ts';

/** A video's terms, and how it writes the names among them. */
export interface VideoTerms {
  readonly hash: string;
  readonly terms: string;
  readonly performers: readonly string[];
  readonly studio: string | undefined;
}

/** Terms of one video, counted anew. */
export interface CountedTerms {
  readonly hash: string;
  readonly terms: string;
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
        .where('video_terms.hash', '>', afterHash)
        .orderBy('video_terms.hash')
        .limit(pageSize)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) return;
      afterHash = last.hash;
      yield await readVideos(this.#catalogue, rows, (row) => ({
        hash: row.hash,
        terms: row.terms,
        performers: parsePerformers(row),
        studio: row.studio ?? undefined,
      }));
    }
  }

  /** Up to `limit` videos, missing ones included, whose terms another tokenizer made. */
  async outdated(tokenizerVersion: number, limit: number): Promise<readonly Video[]> {
    const rows = await this.#catalogue
      .selectFrom('videos')
      .innerJoin('video_terms', 'video_terms.hash', 'videos.hash')
      .selectAll('videos')
      // Two ranges, because no index helps to find what is unequal.
      .where((eb) =>
        eb.or([
          eb('tokenizer_version', '<', tokenizerVersion),
          eb('tokenizer_version', '>', tokenizerVersion),
        ]),
      )
      .limit(limit)
      .execute();
    return await readVideos(this.#catalogue, rows, toVideo);
  }

  /** Stores terms in place of those of other tokenizers; what an indexer counted meanwhile stays. */
  async replaceOutdated(tokenizerVersion: number, counted: readonly CountedTerms[]): Promise<void> {
    await this.#catalogue.transaction().execute(async (transaction) => {
      for (const { hash, terms } of counted) {
        await transaction
          .updateTable('video_terms')
          .set({ tokenizer_version: tokenizerVersion, terms })
          .where('hash', '=', hash)
          .where('tokenizer_version', '!=', tokenizerVersion)
          .execute();
      }
      await bumpCounter(transaction, 'terms');
    });
  }
}
