// The command lines of ffprobe. Pure data: what runs them is ffprobe-prober.ts.

import { hardenedInputOptions } from '../../core/media/hardened-input.ts';
import { isEscapedPath } from '../../core/path-bytes.ts';

/**
 * The name by which ffprobe opens a file: with its protocol, or `-`, `:` and `%` in it would mean something. A path that
 * is no UTF-8 cannot be an argument, so the program gets the file by its open descriptor.
 */
export function ffprobeInput(path: string, descriptor: number): string {
  return isEscapedPath(path) ? `file:/proc/${process.pid}/fd/${descriptor}` : `file:${path}`;
}

/** Prints streams, chapters and tags as JSON; see ffprobe-output.ts. */
export function describeArguments(input: string): readonly string[] {
  const show = ['-show_format', '-show_streams', '-show_chapters'];
  return ['-v', 'error', ...hardenedInputOptions, ...show, '-of', 'json', '-i', input];
}

/** Prints one line for each packet of the first video track that is no cover; see packet-times.ts. */
export function packetArguments(input: string, maxPackets: number | undefined): readonly string[] {
  const part = maxPackets === undefined ? [] : ['-read_intervals', `%+#${maxPackets}`];
  const show = ['-show_entries', 'packet=pts_time,dts_time,duration_time', '-of', 'compact=p=0'];
  return [
    '-v',
    'error',
    ...hardenedInputOptions,
    '-select_streams',
    'V:0',
    ...part,
    ...show,
    '-i',
    input,
  ];
}
