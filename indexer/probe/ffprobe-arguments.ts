// The command lines of ffprobe. Pure data: what runs them is ffprobe-prober.ts.

import { isEscapedPath } from '../../core/path-bytes.ts';

/**
 * Demuxers of files that hold a video by themselves. Left out are those that open other files (concat, hls, dash, imf),
 * pictures and their sequences, text, devices and bare codec streams, as which almost anything could be read.
 */
const demuxers = [
  ...['mov', 'matroska', 'avi', 'asf', 'asf_o', 'flv', 'live_flv', 'kux', 'mpeg', 'mpegts'],
  ...['mpegvideo', 'ogg', 'rm', 'ivr', 'ivf', 'nut', 'mxf', 'gxf', 'dv', 'wtv', 'nsv', 'nuv'],
  ...['pva', 'ty', 'bink', 'smk', 'roq', 'film_cpk', 'ea', 'vividas', 'lmlm4', 'mtv', 'swf'],
] as const;

/** Options before every input, so that a file can neither be a playlist of others nor reach the network. */
const safely = ['-protocol_whitelist', 'file', '-format_whitelist', demuxers.join(',')] as const;

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
  return ['-v', 'error', ...safely, ...show, '-of', 'json', '-i', input];
}

/** Prints one line for each packet of the first video track that is no cover; see packet-times.ts. */
export function packetArguments(input: string, maxPackets: number | undefined): readonly string[] {
  const part = maxPackets === undefined ? [] : ['-read_intervals', `%+#${maxPackets}`];
  const show = ['-show_entries', 'packet=pts_time,dts_time,duration_time', '-of', 'compact=p=0'];
  return ['-v', 'error', ...safely, '-select_streams', 'V:0', ...part, ...show, '-i', input];
}
