// Whether a browser can decode a video's picture and sound, by asking it about typical profiles. Pure.

import type { VideoDetail } from '../../../core/contract/video.ts';

/** The `canPlayType` of a media element: '' is a sure no. */
export type CanPlayType = (mediaType: string) => CanPlayTypeResult;

type Codecs = Pick<VideoDetail, 'videoCodec' | 'audioCodec' | 'bitDepth'>;

/**
 * Codecs strings as RFC 6381 defines them, at a common level. A codec that is not here is tried:
 * the element then says itself that it cannot.
 */
const videoTypes: Readonly<Record<string, (isDeep: boolean) => string>> = {
  h264: (isDeep) => `video/mp4; codecs="${isDeep ? 'avc1.6E0028' : 'avc1.640028'}"`,
  hevc: (isDeep) => `video/mp4; codecs="${isDeep ? 'hvc1.2.4.L120.90' : 'hvc1.1.6.L120.90'}"`,
  av1: (isDeep) => `video/mp4; codecs="av01.0.08M.${isDeep ? '10' : '08'}"`,
  vp8: () => 'video/webm; codecs="vp8"',
  vp9: (isDeep) => `video/webm; codecs="${isDeep ? 'vp09.02.40.10' : 'vp09.00.40.08'}"`,
  theora: () => 'video/ogg; codecs="theora"',
  mpeg4: () => 'video/mp4; codecs="mp4v.20.9"',
};

const audioTypes: Readonly<Record<string, string>> = {
  aac: 'audio/mp4; codecs="mp4a.40.2"',
  ac3: 'audio/mp4; codecs="ac-3"',
  alac: 'audio/mp4; codecs="alac"',
  dts: 'audio/mp4; codecs="dtsc"',
  eac3: 'audio/mp4; codecs="ec-3"',
  flac: 'audio/mp4; codecs="flac"',
  mp3: 'audio/mpeg',
  opus: 'audio/webm; codecs="opus"',
  vorbis: 'audio/webm; codecs="vorbis"',
};

const aliases: Readonly<Record<string, string>> = {
  'avc': 'h264',
  'ac-3': 'ac3',
  'dca': 'dts',
  'e-ac-3': 'eac3',
  'h265': 'hevc',
};

/** True when the browser is sure that it cannot show the picture. */
export function isPictureRefused(codecs: Codecs, canPlayType: CanPlayType): boolean {
  const typeOf = videoTypes[canonical(codecs.videoCodec)];
  return typeOf !== undefined && canPlayType(typeOf((codecs.bitDepth ?? 8) > 8)) === '';
}

/** True when the browser is sure that it cannot play the sound; then it shows the picture alone. */
export function isSoundRefused(codecs: Codecs, canPlayType: CanPlayType): boolean {
  if (codecs.audioCodec === null) return false;
  const type = audioTypes[canonical(codecs.audioCodec)];
  return type !== undefined && canPlayType(type) === '';
}

const codecNames: Readonly<Record<string, string>> = {
  ...{ aac: 'AAC', ac3: 'AC-3', alac: 'ALAC', dts: 'DTS', eac3: 'E-AC-3', flac: 'FLAC', mp3: 'MP3' },
  ...{ opus: 'Opus', vorbis: 'Vorbis', h264: 'H.264', hevc: 'HEVC', av1: 'AV1', vp8: 'VP8' },
  ...{ vp9: 'VP9', theora: 'Theora', mpeg4: 'MPEG-4 Part 2', mpeg2video: 'MPEG-2' },
};

/** A codec's name as people write it: `H.264`; the short name in capitals when it is not a known one. */
export function codecName(codec: string): string {
  return codecNames[canonical(codec)] ?? codec.toUpperCase();
}

function canonical(codec: string): string {
  const name = codec.toLowerCase();
  return aliases[name] ?? name;
}
