// How a browser gets to play a file. Pure: the tables are what Chromium, Firefox and Safari of today have in common.

import type { Playability } from '../../core/contract/video.ts';
import { bitDepthOf, isYuv420 } from './pixel-format.ts';
import type { Probe } from './probe.ts';

/** The part of a {@link Probe} that decides. */
export type PlayedStreams = Pick<Probe, 'container' | 'videoCodec' | 'audioCodec' | 'pixelFormat'>;

interface AcceptedCodecs {
  readonly video: ReadonlySet<string>;
  readonly audio: ReadonlySet<string>;
}

/**
 * What a browser plays as it is, by container. Matroska, MPEG-TS, AVI, FLV and Ogg are not played, whatever they hold:
 * Theora, the codec that is found in Ogg, was removed from Chromium and Firefox in 2024.
 */
const directPlay: ReadonlyMap<string, AcceptedCodecs> = new Map([
  [
    'mp4',
    {
      video: new Set(['h264', 'vp9', 'av1']),
      audio: new Set(['aac', 'mp3', 'opus', 'flac']),
    },
  ],
  ['mov', { video: new Set(['h264']), audio: new Set(['aac', 'mp3']) }],
  ['3gp', { video: new Set(['h264']), audio: new Set(['aac']) }],
  ['webm', { video: new Set(['vp8', 'vp9', 'av1']), audio: new Set(['vorbis', 'opus']) }],
]);

/**
 * - `direct`: the file as it is.
 * - `remux`: the pictures are copied into another container; the sound is copied or re-encoded, which costs little.
 * - `transcode`: the pictures have to be encoded again. So has HEVC: it plays only where the hardware decodes it.
 */
export function playability(streams: PlayedStreams): Playability {
  if (!isDecodedEverywhere(streams)) return 'transcode';
  const accepted = directPlay.get(streams.container);
  if (!accepted?.video.has(streams.videoCodec)) return 'remux';
  const { audioCodec } = streams;
  return audioCodec === undefined || accepted.audio.has(audioCodec) ? 'direct' : 'remux';
}

/** Whether browsers decode the pictures without help of the hardware. An unknown pixel format is taken for the usual. */
function isDecodedEverywhere({ videoCodec, pixelFormat = 'yuv420p' }: PlayedStreams): boolean {
  if (!isYuv420(pixelFormat)) return false;
  switch (videoCodec) {
    case 'h264':
    case 'vp8':
      return bitDepthOf(pixelFormat) === 8;
    case 'vp9':
    case 'av1':
      return true;
    default:
      return false;
  }
}
