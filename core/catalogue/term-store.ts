// The term counts that are to be made anew, because another tokenizer made them.

import { bumpCounter } from './counters.ts';
import { readVideos } from './damaged-videos.ts';
import type { Catalogue } from './open-catalogue.ts';
import { toVideo, type Video } from './video.ts';

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
