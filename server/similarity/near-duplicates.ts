// The videos that are one over again, found by the model and judged by what the catalogue says of them.

import type { Video } from '../../core/catalogue/video.ts';
import { areNearDuplicates, MIN_DUPLICATE_SCORE } from '../../core/similarity/near-duplicate.ts';
import type { Ranking } from '../../core/similarity/ranking.ts';
import type { CandidateVideos } from './candidate-videos.ts';

/** Nobody has a video more often than this; what is beyond is not looked at. */
const CANDIDATES = 500;

/** The hashes of all near-duplicates of a video, from its ranking by the plain vector. */
export async function findNearDuplicates(
  candidates: CandidateVideos,
  ranking: Ranking,
  video: Video,
): Promise<readonly string[]> {
  const close = ranking.first(CANDIDATES, MIN_DUPLICATE_SCORE);
  const known = await candidates.known(close.map(({ hash }) => hash));
  return known.filter((other) => areNearDuplicates(video, other)).map(({ hash }) => hash);
}
