// The videos that are one over again, found by the model and judged by what the catalogue says of them.

import type { VideoStore } from '../../core/catalogue/video-store.ts';
import type { Video } from '../../core/catalogue/video.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { areNearDuplicates, MIN_DUPLICATE_SCORE } from '../../core/similarity/near-duplicate.ts';
import { similarVideos } from '../../core/similarity/similar-videos.ts';
import type { SimilarityQuery } from '../../core/similarity/vector.ts';

/** Nobody has a video more often than this; what is beyond is not looked at. */
const CANDIDATES = 500;

/** The hashes of all near-duplicates of a video, which `query` is for the model. */
export async function findNearDuplicates(
  videos: VideoStore,
  model: SimilarityModel,
  { video, query }: { readonly video: Video; readonly query: SimilarityQuery },
): Promise<readonly string[]> {
  const likest = similarVideos(model, query, { candidates: CANDIDATES });
  const close = likest.filter(({ score }) => score >= MIN_DUPLICATE_SCORE);
  const known = await videos.findMany(close.map(({ hash }) => hash));
  return known.filter((other) => areNearDuplicates(video, other)).map(({ hash }) => hash);
}
