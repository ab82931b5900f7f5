// Codecs by the names that containers have for them, where mediabunny has none. Pure.
// Matroska: https://www.matroska.org/technical/codec_specs.html; MP4: https://mp4ra.org/registered-types.

import type { PictureCodec } from './codec-string.ts';

const pictures: ReadonlyMap<string, PictureCodec> = new Map([
  ['mp4v.20', { codec: 'mpeg4', pixelFormat: 'yuv420p' }],
  ['V_MPEG4/ISO/SP', { codec: 'mpeg4', pixelFormat: 'yuv420p' }],
  ['V_MPEG4/ISO/ASP', { codec: 'mpeg4', pixelFormat: 'yuv420p' }],
  ['s263', { codec: 'h263', pixelFormat: 'yuv420p' }],
  // The profiles without 4444 in their name.
  ...['apco', 'apcs', 'apcn', 'apch'].map(
    (id) => [id, { codec: 'prores', pixelFormat: 'yuv422p10le' }] as const,
  ),
]);

const sounds: ReadonlyMap<string, string> = new Map([
  ['alac', 'alac'],
  ['A_ALAC', 'alac'],
  ['A_DTS', 'dts'],
  ['dtsc', 'dts'],
  ['dtsh', 'dts'],
  ['dtsl', 'dts'],
  ['A_TRUEHD', 'truehd'],
  ['mlpa', 'truehd'],
  ['A_MPEG/L2', 'mp2'],
  ['samr', 'amr_nb'],
  ['sawb', 'amr_wb'],
]);

const texts: ReadonlyMap<string, string> = new Map([
  ['tx3g', 'mov_text'],
  ['text', 'mov_text'],
  ['c608', 'eia_608'],
  ['wvtt', 'webvtt'],
  ['stpp', 'ttml'],
  ['mp4s.e0', 'dvd_subtitle'],
  ['S_TEXT/UTF8', 'subrip'],
  ['S_TEXT/ASCII', 'text'],
  ['S_TEXT/ASS', 'ass'],
  ['S_TEXT/SSA', 'ass'],
  ['S_ASS', 'ass'],
  ['S_SSA', 'ass'],
  ['S_TEXT/WEBVTT', 'webvtt'],
  ['D_WEBVTT/SUBTITLES', 'webvtt'],
  ['S_VOBSUB', 'dvd_subtitle'],
  ['S_DVBSUB', 'dvb_subtitle'],
  ['S_HDMV/PGS', 'hdmv_pgs_subtitle'],
  ['S_HDMV/TEXTST', 'hdmv_text_subtitle'],
]);

/** The pictures of a sample entry (see `IsobmffTrack.codecId`) or a Matroska codec. */
export function pictureOf(codecId: string): PictureCodec | undefined {
  return pictures.get(codecId);
}

/** ffprobe's name of the sound of a sample entry or a Matroska codec. */
export function soundOf(codecId: string): string | undefined {
  return sounds.get(codecId);
}

/** ffprobe's name of the subtitles of a sample entry or a Matroska codec; `unknown` where it has none. */
export function subtitlesOf(codecId: string): string {
  return texts.get(codecId) ?? 'unknown';
}
