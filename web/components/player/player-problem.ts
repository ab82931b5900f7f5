// Why a video does not play here. Pure.

import type { ErrorAnswer } from '../../../core/contract/errors.ts';

/**
 * `format`: this browser cannot decode it, and the server cannot convert it. `missing`: the file is not there.
 * `connection`: the server does not answer. `busy`: it converts as many videos as it may. `server`: it cannot convert
 * now, and says why.
 */
export type PlayerProblem = 'format' | 'missing' | 'connection' | 'busy' | 'server';

/** What is wrong with the video, which another way of converting it may get round. */
const formatCodes: ReadonlySet<string> = new Set([
  'probe_failed',
  'process_failed',
  'conversion_failed',
  'not_copyable',
]);

/** The problem behind the status of a request for the stream; undefined stands for no answer. */
export function problemOfStatus(status: number | undefined): PlayerProblem {
  if (status === undefined || status >= 500) return 'connection';
  return status === 404 || status === 410 ? 'missing' : 'format';
}

/**
 * The problem behind an answer to a request for a part of a conversion.
 *
 * @param status undefined stands for no answer
 * @param answer what the server said of it, if it was the server who answered
 */
export function problemOfConversion(
  status: number | undefined,
  answer: ErrorAnswer | undefined,
): PlayerProblem {
  if (status === undefined || answer === undefined) return problemOfStatus(status);
  const { code } = answer.error;
  if (code === 'conversions_full') return 'busy';
  if (formatCodes.has(code) || code === 'not_found') return problemOfStatus(status);
  return 'server';
}
