// The error for a run of ffmpeg that ended well and still did not make what was asked for.

import { FfmpegError } from '../../core/errors.ts';

/** Says what was found instead of what was due. */
export function unfitOutput(message: string): FfmpegError {
  return new FfmpegError(message, { argv: [], exitCode: 0, signal: null, stderrTail: '' });
}
