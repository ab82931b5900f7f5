// Similar videos that may be seen: asks the model for candidates and the index which of them pass the filters.

import type { Video } from '../../core/catalogue/video.ts';
import type { SimilarityReason } from '../../core/contract/search.ts';
import { explainSimilarity } from '../../core/similarity/explain-similarity.ts';
import { similarVideos, type SimilarVideo } from '../../core/similarity/similar-videos.ts';
import { spellTerms } from '../../core/similarity/tokenizer.ts';
import type { Filter } from '../../meili/filter.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { ModelHost } from './model-host.ts';

/** How many candidates are tried, one after the other, until a page is full. */
const CANDIDATES = [200, 1000, 5000] as const;
const REASONS = 4;

/** A page of similar videos. */
export interface SimilarPage {
  readonly startFrom: number;
  readonly limit: number;
  readonly filter: Filter | undefined;
  readonly signal: AbortSignal;
}

/** Videos like one, best first, and how many were found at least. */
export interface SimilarResult {
  readonly found: readonly SimilarVideo[];
  readonly total: number;
}

/** Finds similar videos under the site's filters and the request's own. */
export class SimilarFinder {
  readonly #models: ModelHost;
  readonly #index: VideoIndex;

  constructor(models: ModelHost, index: VideoIndex) {
    this.#models = models;
    this.#index = index;
  }

  /** `total` is exact up to the candidates that were tried: 200, and more only where a page needs them. */
  async find(
    hash: string,
    { startFrom, limit, filter, signal }: SimilarPage,
  ): Promise<SimilarResult> {
    const { model } = this.#models;
    let visible: readonly SimilarVideo[] = [];
    for (const candidates of CANDIDATES) {
      const tried = similarVideos(model, hash, { candidates });
      const allowed = await this.#index.visibleAmong(
        tried.map((video) => video.hash),
        filter,
        signal,
      );
      visible = tried.filter((video) => allowed.has(video.hash));
      if (visible.length >= startFrom + limit || tried.length < candidates) break;
    }
    return { found: visible.slice(startFrom, startFrom + limit), total: visible.length };
  }

  /** The heaviest reasons for which a video is like `video`, in the words of `video`. */
  explain(video: Video, similarHash: string): SimilarityReason[] {
    const spellings = spellTerms(video);
    const pair = { query: video.hash, hash: similarHash };
    return explainSimilarity(this.#models.model, pair, { limit: REASONS, spellings });
  }
}
