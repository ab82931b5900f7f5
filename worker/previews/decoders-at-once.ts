// Bounds the memory of one ffmpeg with many inputs. Pure.

import type { VideoSource } from '../../core/media/video-source.ts';

const MOST_DECODERS = 9;

/** An open decoder keeps a dozen decoded pictures: 20 megapixels in all inputs come to about 400 MB. */
const DECODED_PIXELS = 20_000_000;

/** How many inputs of a video one ffmpeg may open. */
export function decodersAtOnce({ size }: Pick<VideoSource, 'size'>): number {
  const affordable = Math.floor(DECODED_PIXELS / (size.width * size.height));
  return Math.max(1, Math.min(MOST_DECODERS, affordable));
}
