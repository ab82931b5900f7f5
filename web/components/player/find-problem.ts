// Finds out why a media element failed to load.

import { problemOfStatus, type PlayerProblem } from './player-problem.ts';

/** Asks the server too: a file that is gone and a format that is not known look the same to a media element. */
export async function findProblem(
  error: MediaError | null,
  streamUrl: string,
): Promise<PlayerProblem> {
  if (error?.code === MediaError.MEDIA_ERR_DECODE) return 'format';
  const problem = problemOfStatus(await fetchStatus(streamUrl));
  // The format was fine until the connection broke, even if the server answers again by now.
  const wasPlaying = error?.code === MediaError.MEDIA_ERR_NETWORK;
  return problem === 'format' && wasPlaying ? 'connection' : problem;
}

/** The status of an address without what is there; undefined when nobody answers. */
export async function fetchStatus(url: string): Promise<number | undefined> {
  try {
    return (await fetch(url, { method: 'HEAD' })).status;
  } catch {
    return undefined;
  }
}
