// How a file from the library is named to ffmpeg and ffprobe, so that it is read as a video and as nothing else.

/**
 * Demuxers of files that hold a video by themselves. Without such a list a text file that is named `.mp4` is read as a
 * playlist, which makes ffmpeg open other files and addresses: https://ffmpeg.org/security.html
 */
const demuxers = [
  ...['mov', 'matroska', 'avi', 'asf', 'asf_o', 'flv', 'live_flv', 'kux', 'mpeg', 'mpegts'],
  ...['mpegvideo', 'ogg', 'rm', 'ivr', 'ivf', 'nut', 'mxf', 'gxf', 'dv', 'wtv', 'nsv', 'nuv'],
  ...['pva', 'ty', 'bink', 'smk', 'roq', 'film_cpk', 'ea', 'vividas', 'lmlm4', 'mtv', 'swf'],
];

/** Options that stand before every input. */
export const hardenedInputOptions = [
  // No http:, no concat:, nothing but files on disk.
  ...['-protocol_whitelist', 'file'],
  ...['-format_whitelist', demuxers.join(',')],
] as const;

/** The input's name: the prefix keeps a colon in a name from being read as a protocol. */
export function inputName(path: string): string {
  return `file:${path}`;
}
