// Similar videos that may be seen, with the reasons for which they are alike.

import type { VideoStore } from '../../core/catalogue/video-store.ts';
import type { Video } from '../../core/catalogue/video.ts';
import type { SimilarityReason } from '../../core/contract/search.ts';
import { explainSimilarity } from '../../core/similarity/explain-similarity.ts';
import { indexOfHash } from '../../core/similarity/hash-table.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { Ranking, type SimilarVideo } from '../../core/similarity/ranking.ts';
import type { KindWeights } from '../../core/similarity/term.ts';
import { countTerms, spellTerms } from '../../core/similarity/tokenizer.ts';
import { vectorOfQuery, type SimilarityQuery } from '../../core/similarity/vector.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { ModelHost } from './model-host.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { readPassingPage, type PageRequest } from './passing-page.ts';

/** How many reasons are given, the heaviest. */
export const REASONS = 4;

/** A page of similar videos. */
interface SimilarRequest extends PageRequest {
  readonly weights: KindWeights;
  /** Whether near-duplicates of the video are listed too. */
  readonly includesDuplicates: boolean;
}

interface ExplainedVideo extends SimilarVideo {
  readonly because: SimilarityReason[];
}

/** Videos like one, best first, and how many there are: at least so many when that is not exact. */
interface SimilarResult {
  readonly found: readonly ExplainedVideo[];
  readonly total: number;
  readonly isTotalExact: boolean;
}

interface FinderParts {
  readonly models: ModelHost;
  readonly index: VideoIndex;
  readonly videos: VideoStore;
}

/** Finds similar videos under the site's filters and the request's own. */
export class SimilarFinder {
  readonly #parts: FinderParts;

  constructor(parts: FinderParts) {
    this.#parts = parts;
  }

  /** Reasons are in the words of `video`. One that the model does not know yet is compared by its terms. */
  async find(
    video: Video,
    { weights, includesDuplicates, ...page }: SimilarRequest,
  ): Promise<SimilarResult> {
    const { models, index, videos } = this.#parts;
    const { model } = models;
    const query = queryOf(model, video);
    const plain = vectorOfQuery(model, query) ?? new Map<number, number>();
    const vector = vectorOfQuery(model, query, weights) ?? plain;
    const byAll = new Ranking(model, plain, [video.hash]);
    const ranking =
      Object.keys(weights).length === 0 ? byAll : new Ranking(model, vector, [video.hash]);
    if (!includesDuplicates) ranking.leaveOut(await findNearDuplicates(videos, byAll, video));
    const { found, ...totals } = await readPassingPage(index, ranking, page);
    const spellings = spellTerms(video);
    const explain = (hash: string) =>
      explainSimilarity(model, { vector, hash }, { limit: REASONS, spellings });
    return { found: found.map((one) => ({ ...one, because: explain(one.hash) })), ...totals };
  }
}

function queryOf(model: SimilarityModel, video: Video): SimilarityQuery {
  return indexOfHash(model.hashes, video.hash) === undefined ? countTerms(video) : video.hash;
}
