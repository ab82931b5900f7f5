// What a search by likeness found, with each video as the API shows it.

import type { VideoSummary } from '../../core/contract/video.ts';
import type { VideoPresenter } from './video-presenter.ts';
import type { VisibleVideos } from './visible-videos.ts';

interface PresentParts {
  readonly visible: VisibleVideos;
  readonly presenter: VideoPresenter;
}

/** Everything found in its order, but for what went or was hidden since. */
export async function presentFound<T extends { readonly hash: string }>(
  found: readonly T[],
  { visible, presenter }: PresentParts,
): Promise<(Omit<T, 'hash'> & { video: VideoSummary })[]> {
  const known = await visible.present(found.map(({ hash }) => hash));
  const summaries = await presenter.summaries(known);
  const shown = new Map(summaries.map((summary) => [summary.hash, summary]));
  return found.flatMap(({ hash, ...rest }) => {
    const video = shown.get(hash);
    return video === undefined ? [] : [{ ...rest, video }];
  });
}
