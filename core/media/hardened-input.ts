// How ffmpeg and ffprobe may open a file from the library: as a video, and as nothing else.

/**
 * Demuxers of files that hold a video by themselves. Left out are those that open other files (concat, hls, dash, imf),
 * pictures and their sequences, text, devices and bare codec streams, as which almost anything could be read. Without
 * such a list a text file that is named `.mp4` is read as a playlist: https://ffmpeg.org/security.html
 */
const demuxers = [
  ...['mov', 'matroska', 'avi', 'asf', 'asf_o', 'flv', 'live_flv', 'kux', 'mpeg', 'mpegts'],
  ...['mpegvideo', 'ogg', 'rm', 'ivr', 'ivf', 'nut', 'mxf', 'gxf', 'dv', 'wtv', 'nsv', 'nuv'],
  ...['pva', 'ty', 'bink', 'smk', 'roq', 'film_cpk', 'ea', 'vividas', 'lmlm4', 'mtv', 'swf'],
];

/** Options that stand before every input that is a video. */
export const hardenedInputOptions = [
  // No http:, no concat:, nothing but files on disk.
  ...['-protocol_whitelist', 'file'],
  ...['-format_whitelist', demuxers.join(',')],
] as const;

/** Options that stand before an input of subtitles, which is given on standard input. */
export const hardenedTextOptions = [
  ...['-protocol_whitelist', 'pipe'],
  ...['-format_whitelist', 'srt,ass'],
] as const;
