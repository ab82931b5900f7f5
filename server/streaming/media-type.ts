// The media type that a browser is told for a video file. Pure.

const mediaTypes: Readonly<Record<string, string>> = {
  '3g2': 'video/3gpp2',
  '3gp': 'video/3gpp',
  asf: 'video/x-ms-asf',
  avi: 'video/x-msvideo',
  f4v: 'video/mp4',
  flv: 'video/x-flv',
  m2t: 'video/mp2t',
  m2ts: 'video/mp2t',
  m2v: 'video/mpeg',
  m4v: 'video/mp4',
  mkv: 'video/x-matroska',
  // Chromium plays QuickTime files that hold what an MP4 may hold, but only under the name of MP4.
  mov: 'video/mp4',
  mp4: 'video/mp4',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  mts: 'video/mp2t',
  ogm: 'video/ogg',
  ogv: 'video/ogg',
  qt: 'video/mp4',
  ts: 'video/mp2t',
  vob: 'video/mpeg',
  webm: 'video/webm',
  wmv: 'video/x-ms-wmv',
};

/** By the ending of the name; `application/octet-stream` for endings that are not known. */
export function mediaTypeOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return mediaTypes[ending] ?? 'application/octet-stream';
}
