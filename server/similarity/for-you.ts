// What a person may like next: unseen videos near what they marked and watched.

import type { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import type { VideoStore } from '../../core/catalogue/video-store.ts';
import type { ListedVideo } from '../../core/catalogue/video.ts';
import type { ViewStore } from '../../core/catalogue/view-store.ts';
import type { SimilarityReason } from '../../core/contract/search.ts';
import { cosineOf } from '../../core/similarity/cosine.ts';
import { diversify } from '../../core/similarity/diversify.ts';
import { SimilarityExplainer } from '../../core/similarity/explain-similarity.ts';
import { foldText } from '../../core/similarity/fold-text.ts';
import { indexOfHash } from '../../core/similarity/hash-table.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { areNearDuplicates, MIN_DUPLICATE_SCORE } from '../../core/similarity/near-duplicate.ts';
import { Ranking } from '../../core/similarity/ranking.ts';
import { strengthOf, tasteOf, type Experience } from '../../core/similarity/taste.ts';
import { spellTerms } from '../../core/similarity/tokenizer.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { SiteFilter } from '../library/site-filter.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import { CandidateVideos } from './candidate-videos.ts';
import type { ModelHost } from './model-host.ts';
import { readPassingPage } from './passing-page.ts';
import { REASONS } from './similar-finder.ts';

/** The latest marks and views tell enough of a taste. */
const MAX_EXPERIENCES = 500;
/** It is chosen among so many of the likest. */
const CANDIDATES = 400;
const CHOSEN = 120;

/** A video that a person may like. */
export interface Recommendation {
  readonly hash: string;
  /** The cosine with the person's taste, above 0 and at most 1. */
  readonly score: number;
  readonly because: SimilarityReason[];
  /** Of what the person likes, the video that speaks for it most. */
  readonly seed: { readonly hash: string; readonly title: string; readonly isFavourite: boolean };
}

interface ForYouParts {
  readonly models: ModelHost;
  readonly index: VideoIndex;
  readonly visible: VisibleVideos;
  readonly videos: VideoStore;
  readonly siteFilter: SiteFilter;
  readonly favourites: FavouriteStore;
  readonly views: ViewStore;
}

/** A video of the model that the person likes, or may like. */
interface PlacedVideo {
  readonly video: ListedVideo;
  readonly place: number;
}

interface LikedVideo extends PlacedVideo {
  readonly strength: number;
  readonly isFavourite: boolean;
}

interface CandidateVideo extends PlacedVideo {
  readonly score: number;
  readonly groups: readonly string[];
}

/** Recommends; what a content filter hides counts for nothing. */
export class ForYou {
  readonly #parts: ForYouParts;

  constructor(parts: ForYouParts) {
    this.#parts = parts;
  }

  /** At most 120, the same ones for the same history and library; none without a history. */
  async choose(
    page: { readonly startFrom: number; readonly limit: number },
    signal: AbortSignal,
  ): Promise<{ readonly found: readonly Recommendation[]; readonly total: number }> {
    const { model } = this.#parts.models;
    const experiences = await this.#experiences();
    const liked = await this.#liked(model, experiences.slice(0, MAX_EXPERIENCES));
    const likings = liked.map(({ video, strength }) => ({ hash: video.hash, strength }));
    const taste = tasteOf(model, likings);
    const known = experiences.map(({ hash }) => hash);
    using ranking = new Ranking(model, taste, known);
    const candidates = await this.#candidates(model, ranking, signal);
    const chosen = diversify(
      candidates.filter((candidate) => !isKnown(model, candidate, liked)),
      { limit: CHOSEN, similarity: (a, b) => cosineOf(model, a.place, b.place) },
    );
    const shown = chosen.slice(page.startFrom, page.startFrom + page.limit);
    const explainer = new SimilarityExplainer(model, taste);
    return {
      found: shown.map((one) => recommend(model, one, { explainer, liked })),
      total: chosen.length,
    };
  }

  /** What was marked or watched, the latest first. */
  async #experiences(): Promise<readonly Experience[]> {
    const { favourites, views } = this.#parts;
    const marked = new Map((await favourites.marks()).map((mark) => [mark.hash, mark.addedMs]));
    const watched = new Map((await views.totals()).map((total) => [total.hash, total]));
    const hashes = new Set([...marked.keys(), ...watched.keys()]);
    const latest = ({ markedMs = 0, lastViewedMs = 0 }: Experience) =>
      Math.max(markedMs, lastViewedMs);
    return Array.from(hashes, (hash) => ({
      hash,
      markedMs: marked.get(hash),
      lastViewedMs: watched.get(hash)?.lastMs,
      watchedS: watched.get(hash)?.watchedS ?? 0,
    })).sort((a, b) => latest(b) - latest(a) || (a.hash < b.hash ? -1 : 1));
  }

  async #liked(
    model: SimilarityModel,
    experiences: readonly Experience[],
  ): Promise<readonly LikedVideo[]> {
    const nowMs = Date.now();
    const byHash = new Map(experiences.map((experience) => [experience.hash, experience]));
    const videos = await this.#parts.visible.present([...byHash.keys()]);
    return videos.flatMap((video) => {
      const place = indexOfHash(model.hashes, video.hash);
      const experience = byHash.get(video.hash);
      if (place === undefined || experience === undefined) return [];
      const strength = strengthOf(experience, video.durationS, nowMs);
      return [{ video, place, strength, isFavourite: experience.markedMs !== undefined }];
    });
  }

  async #candidates(
    model: SimilarityModel,
    ranking: Ranking,
    signal: AbortSignal,
  ): Promise<readonly CandidateVideo[]> {
    const { index, videos, siteFilter } = this.#parts;
    const { filter, videoFilter } = await siteFilter.current();
    const candidates = new CandidateVideos(videos, videoFilter);
    const page = { startFrom: 0, limit: CANDIDATES, filter, signal };
    const { found } = await readPassingPage({ index, ranking, candidates }, page);
    const scores = new Map(found.map(({ hash, score }) => [hash, score]));
    const passing = await candidates.passing([...scores.keys()]);
    return passing.flatMap((video) => {
      const place = indexOfHash(model.hashes, video.hash);
      const score = scores.get(video.hash);
      return place === undefined || score === undefined
        ? []
        : [{ video, place, score, groups: groupsOf(video) }];
    });
  }
}

function groupsOf({ studio, performers }: ListedVideo): readonly string[] {
  const names = performers.map((name) => `performer ${foldText(name)}`);
  return studio === undefined ? names : [`studio ${foldText(studio)}`, ...names];
}

/** Whether it is something liked over again. */
function isKnown(
  model: SimilarityModel,
  { video, place }: PlacedVideo,
  liked: readonly PlacedVideo[],
): boolean {
  return liked.some(
    (one) =>
      cosineOf(model, place, one.place) > MIN_DUPLICATE_SCORE &&
      areNearDuplicates(video, one.video),
  );
}

function recommend(
  model: SimilarityModel,
  { video, place, score }: CandidateVideo,
  {
    explainer,
    liked,
  }: { readonly explainer: SimilarityExplainer; readonly liked: readonly LikedVideo[] },
): Recommendation {
  const because = explainer.explain(video.hash, { limit: REASONS, spellings: spellTerms(video) });
  const weightOf = (one: LikedVideo) => one.strength * cosineOf(model, place, one.place);
  const seed = liked.reduce((best, one) => (weightOf(one) > weightOf(best) ? one : best));
  const { hash, title } = seed.video;
  return { hash: video.hash, score, because, seed: { hash, title, isFavourite: seed.isFavourite } };
}
