// What codec strings say of the pictures, as RFC 6381 and the codecs' ISOBMFF bindings write them. Pure.

import { avcPixelFormat } from './avc-profile.ts';

/** A video codec by ffprobe's name, with ffmpeg's name of its pixel format. */
export interface PictureCodec {
  readonly codec: string;
  readonly pixelFormat: string;
}

/**
 * Reads a codec string such as `avc1.64001e`. Undefined where string and record leave the pixel format open
 * (the unusual profiles of AV1) or the string names a codec other than H.264, HEVC, VP8, VP9 and AV1.
 *
 * @param description the decoder configuration record: the strings of HEVC and of H.264's unusual profiles do not tell the
 *   bit depth.
 */
export function parseCodecString(
  codecString: string,
  description: Uint8Array | undefined,
): PictureCodec | undefined {
  const [name = '', ...parts] = codecString.split('.');
  switch (name) {
    case 'avc1':
    case 'avc3':
      return avcPicture(parts[0], description);
    case 'hev1':
    case 'hvc1':
      return description && hevcPicture(description);
    case 'vp8':
      return { codec: 'vp8', pixelFormat: 'yuv420p' };
    case 'vp09':
      return vp9Picture(parts);
    case 'av01':
      return av1Picture(parts);
    default:
      return undefined;
  }
}

/** Baseline, Main, Extended and High have 8 bits and 4:2:0 only; the profile is the first two digits. */
function avcPicture(
  profileAndLevel = '',
  record: Uint8Array | undefined,
): PictureCodec | undefined {
  const profile = Number.parseInt(profileAndLevel.slice(0, 2), 16);
  const isUsual = [66, 77, 88, 100].includes(profile);
  const pixelFormat = (record && avcPixelFormat(record)) ?? (isUsual ? 'yuv420p' : undefined);
  return pixelFormat === undefined ? undefined : { codec: 'h264', pixelFormat };
}

const chromaNames = ['gray', 'yuv420p', 'yuv422p', 'yuv444p'] as const;

/** HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 8.3.3.1: chroma format in byte 16, luma depth less 8 in byte 17. */
function hevcPicture(record: Uint8Array): PictureCodec | undefined {
  const [chromaByte, depthByte] = record.subarray(16, 18);
  if (chromaByte === undefined || depthByte === undefined) return undefined;
  const chroma = chromaNames[chromaByte & 3] ?? 'yuv420p';
  return { codec: 'hevc', pixelFormat: withDepth(chroma, 8 + (depthByte & 7)) };
}

/** `vp09.PROFILE.LEVEL.DEPTH.CHROMA…`, https://www.webmproject.org/vp9/mp4/#codecs-parameter-string */
function vp9Picture([, , depth = '08', chroma = '01']: readonly string[]): PictureCodec {
  const chromas: Readonly<Record<string, string>> = { '02': 'yuv422p', '03': 'yuv444p' };
  const pixelFormat = withDepth(chromas[chroma] ?? 'yuv420p', Number(depth));
  return { codec: 'vp9', pixelFormat };
}

/** `av01.PROFILE.LEVEL.DEPTH…`, https://aomediacodec.github.io/av1-isobmff/#codecsparam; profile 0 is 4:2:0. */
function av1Picture([profile, , depth = '08']: readonly string[]): PictureCodec | undefined {
  if (profile !== '0') return undefined;
  return { codec: 'av1', pixelFormat: withDepth('yuv420p', Number(depth)) };
}

function withDepth(format: string, depth: number): string {
  return depth === 8 ? format : `${format}${depth}le`;
}

/** Mediabunny's names of audio codecs that ffprobe calls otherwise. Where it has none, both agree. */
const audioNames: ReadonlyMap<string, string> = new Map([
  ['pcm-s16', 'pcm_s16le'],
  ['pcm-s24', 'pcm_s24le'],
  ['pcm-s32', 'pcm_s32le'],
  ['pcm-f32', 'pcm_f32le'],
  ['pcm-f64', 'pcm_f64le'],
  ['ulaw', 'pcm_mulaw'],
  ['alaw', 'pcm_alaw'],
]);

/** ffprobe's name of an audio codec that mediabunny names. */
export function toAudioCodecName(name: string): string {
  return audioNames.get(name) ?? name.replace('-', '_');
}
