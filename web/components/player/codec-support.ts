// Whether a browser can decode a video's picture and sound, by asking it about typical profiles. Pure.

import type { VideoDetail } from '../../../core/contract/video.ts';

/** The `canPlayType` of a media element: '' is a sure no. */
export type CanPlayType = (mediaType: string) => string;

type Codecs = Pick<VideoDetail, 'videoCodec' | 'audioCodec' | 'bitDepth'>;

/**
 * By ffprobe's names, types as RFC 6381 defines them, at a common level. A codec that is not here is
 * tried: the element then says itself that it cannot. `deep` is more than 8 bits a sample.
 */
const videoTypes: ReadonlyMap<string, { readonly usual: string; readonly deep?: string }> = new Map(
  [
    ['h264', { usual: 'video/mp4; codecs="avc1.640028"', deep: 'video/mp4; codecs="avc1.6E0028"' }],
    [
      'hevc',
      {
        usual: 'video/mp4; codecs="hvc1.1.6.L120.90"',
        deep: 'video/mp4; codecs="hvc1.2.4.L120.90"',
      },
    ],
    [
      'av1',
      { usual: 'video/mp4; codecs="av01.0.08M.08"', deep: 'video/mp4; codecs="av01.0.08M.10"' },
    ],
    ['vp8', { usual: 'video/webm; codecs="vp8"' }],
    [
      'vp9',
      { usual: 'video/webm; codecs="vp09.00.40.08"', deep: 'video/webm; codecs="vp09.02.40.10"' },
    ],
    ['theora', { usual: 'video/ogg; codecs="theora"' }],
    ['mpeg4', { usual: 'video/mp4; codecs="mp4v.20.9"' }],
  ],
);

const audioTypes: ReadonlyMap<string, string> = new Map([
  ['aac', 'audio/mp4; codecs="mp4a.40.2"'],
  ['ac3', 'audio/mp4; codecs="ac-3"'],
  ['alac', 'audio/mp4; codecs="alac"'],
  ['dts', 'audio/mp4; codecs="dtsc"'],
  ['eac3', 'audio/mp4; codecs="ec-3"'],
  ['flac', 'audio/mp4; codecs="flac"'],
  ['mp3', 'audio/mpeg'],
  ['opus', 'audio/webm; codecs="opus"'],
  ['vorbis', 'audio/webm; codecs="vorbis"'],
]);

/** True when the browser is sure that it cannot show the picture. */
export function isPictureRefused(codecs: Codecs, canPlayType: CanPlayType): boolean {
  const types = videoTypes.get(codecs.videoCodec);
  if (types === undefined) return false;
  const isDeep = (codecs.bitDepth ?? 8) > 8;
  return canPlayType(isDeep ? (types.deep ?? types.usual) : types.usual) === '';
}

/** True when the browser is sure that it cannot play the sound; then it shows the picture alone. */
export function isSoundRefused(codecs: Codecs, canPlayType: CanPlayType): boolean {
  if (codecs.audioCodec === null) return false;
  const type = audioTypes.get(codecs.audioCodec);
  return type !== undefined && canPlayType(type) === '';
}

const codecNames: ReadonlyMap<string, string> = new Map([
  ['aac', 'AAC'],
  ['ac3', 'AC-3'],
  ['alac', 'ALAC'],
  ['av1', 'AV1'],
  ['dts', 'DTS'],
  ['eac3', 'E-AC-3'],
  ['flac', 'FLAC'],
  ['h264', 'H.264'],
  ['hevc', 'HEVC'],
  ['mp3', 'MP3'],
  ['mpeg2video', 'MPEG-2'],
  ['mpeg4', 'MPEG-4 Part 2'],
  ['opus', 'Opus'],
  ['theora', 'Theora'],
  ['vorbis', 'Vorbis'],
  ['vp8', 'VP8'],
  ['vp9', 'VP9'],
]);

/** A codec's name as people write it: `H.264`; the short name in capitals when it is not a known one. */
export function codecName(codec: string): string {
  return codecNames.get(codec) ?? codec.toUpperCase();
}

const containerNames: ReadonlyMap<string, string> = new Map([
  ['asf', 'Windows Media'],
  ['mov', 'QuickTime'],
  ['mpegts', 'MPEG-TS'],
  ['ogg', 'Ogg'],
  ['webm', 'WebM'],
]);

/** A container's name as people write it: `WebM`, `MP4`. */
export function containerName(container: string): string {
  return containerNames.get(container) ?? container.toUpperCase();
}
