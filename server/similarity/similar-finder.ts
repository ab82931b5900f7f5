// Similar videos that may be seen, with the reasons for which they are alike.

import type { VideoStore } from '../../core/catalogue/video-store.ts';
import type { ListedVideo, Video } from '../../core/catalogue/video.ts';
import type { SimilarityReason } from '../../core/contract/search.ts';
import { SimilarityExplainer } from '../../core/similarity/explain-similarity.ts';
import { indexOfHash } from '../../core/similarity/hash-table.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { Ranking } from '../../core/similarity/ranking.ts';
import type { KindWeights } from '../../core/similarity/term.ts';
import { countTerms, spellTerms } from '../../core/similarity/tokenizer.ts';
import { vectorOfQuery, type SimilarityQuery, type Vector } from '../../core/similarity/vector.ts';
import type { VideoFilter } from '../../meili/condition.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import { CandidateVideos } from './candidate-videos.ts';
import type { ModelHost } from './model-host.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { readPassingPage, type PageRequest } from './passing-page.ts';

/** How many reasons are given, the heaviest. */
export const REASONS = 4;

/** A page of similar videos. */
interface SimilarRequest extends Omit<PageRequest, 'filter'> {
  readonly filter: VideoFilter;
  readonly weights: KindWeights;
  /** Whether near-duplicates of the video are listed too. */
  readonly includesDuplicates: boolean;
}

interface ExplainedVideo {
  readonly video: ListedVideo;
  /** The cosine, above 0 and at most 1. */
  readonly score: number;
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
    { weights, includesDuplicates, filter, ...page }: SimilarRequest,
  ): Promise<SimilarResult> {
    const { models, index, videos } = this.#parts;
    const { model } = models;
    const candidates = new CandidateVideos(videos, filter);
    const query = queryOf(model, video);
    const vector = vectorOf(model, query, weights);
    using ranking = new Ranking(model, vector, [video.hash]);
    if (!includesDuplicates) {
      using byAll = isEmpty(weights)
        ? undefined
        : new Ranking(model, vectorOf(model, query), [video.hash]);
      ranking.leaveOut(await findNearDuplicates(candidates, byAll ?? ranking, video));
    }
    const { found, ...totals } = await readPassingPage(
      { index, ranking, candidates },
      { ...page, filter: filter.filter },
    );
    const scores = new Map(found.map(({ hash, score }) => [hash, score]));
    const explainer = new SimilarityExplainer(model, vector);
    const spellings = spellTerms(video);
    // What the index has not heard of yet is left out.
    const passing = await candidates.passing([...scores.keys()]);
    const explained = passing.map((one) => ({
      video: one,
      score: scores.get(one.hash) ?? 0,
      because: explainer.explain(one.hash, { limit: REASONS, spellings }),
    }));
    return { found: explained, ...totals };
  }
}

function isEmpty(weights: KindWeights): boolean {
  return Object.keys(weights).length === 0;
}

function vectorOf(model: SimilarityModel, query: SimilarityQuery, weights?: KindWeights): Vector {
  return vectorOfQuery(model, query, weights) ?? new Map<number, number>();
}

function queryOf(model: SimilarityModel, video: Video): SimilarityQuery {
  return indexOfHash(model.hashes, video.hash) === undefined ? countTerms(video) : video.hash;
}
