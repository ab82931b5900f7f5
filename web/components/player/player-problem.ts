// Why a video does not play here. Pure.

/**
 * `format`: this browser cannot decode it, and the server cannot convert it. `missing`: the file is not there.
 * `connection`: the server does not answer. `busy`: it converts as many videos as it may.
 */
export type PlayerProblem = 'format' | 'missing' | 'connection' | 'busy';

/** The problem behind the status of a request for the stream; undefined stands for no answer. */
export function problemOfStatus(status: number | undefined): PlayerProblem {
  if (status === undefined || status >= 500) return 'connection';
  return status === 404 || status === 410 ? 'missing' : 'format';
}
