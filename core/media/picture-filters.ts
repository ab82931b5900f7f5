// Filters that turn any decoded picture into one of a given size that every browser shows right. Pure.

import { isMuchSmaller, type PictureSize } from './picture-size.ts';
import type { VideoSource } from './video-source.ts';

/** What a picture is made for: a JPEG file, or a frame of an H.264 video. */
export type PictureTarget = 'jpeg' | 'video';

/** What JPEG files and tagged videos are by their standards: JFIF is BT.601 in full range, web video BT.709 in TV range. */
const targetColours = {
  jpeg: ['out_color_matrix=bt601:out_range=pc', 'format=yuvj420p'],
  video: ['out_color_matrix=bt709:out_range=tv', 'format=yuv420p'],
} as const satisfies Record<PictureTarget, readonly [string, string]>;

/** What the filters depend on. */
export interface PictureFilterOptions {
  readonly source: Pick<VideoSource, 'dynamicRange' | 'isInterlaced' | 'hasColourMatrix' | 'size'>;
  readonly size: PictureSize;
  readonly target: PictureTarget;
  /** See {@link FfmpegTools.canToneMap}. */
  readonly canToneMap: boolean;
}

/** The filter chain; its input is a decoded picture, already turned upright by ffmpeg. */
export function pictureFilters(options: PictureFilterOptions): string {
  const { source, size, target, canToneMap } = options;
  const [colours, format] = targetColours[target];
  const scale = `scale=${size.width}:${size.height}:flags=${scaler(options)}`;
  const chain = source.isInterlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : [];
  if (source.dynamicRange === 'sdr') chain.push(`${scale}${inputMatrix(source)}:${colours}`);
  // Scaled before it is tone-mapped: that costs by the pixel.
  else chain.push(scale, ...toneMap(source.dynamicRange, canToneMap), `scale=${colours}`);
  // The size is that of square pixels; a ratio left over from the source would stretch it again.
  return [...chain, format, 'setsar=1'].join(',');
}

/** Means of areas look the same in a video that is made much smaller, and Lanczos costs a third of what decoding does. */
function scaler({ source, size, target }: PictureFilterOptions): string {
  return target === 'video' && isMuchSmaller(size, source.size) ? 'area' : 'lanczos';
}

/** Without a word in the file, large pictures are BT.709 and small ones BT.601; ffmpeg takes BT.601 for all. */
function inputMatrix(source: PictureFilterOptions['source']): string {
  const isLarge = Math.min(source.size.width, source.size.height) >= 720;
  return source.hasColourMatrix || !isLarge ? '' : ':in_color_matrix=bt709';
}

function toneMap(range: 'pq' | 'hlg', canToneMap: boolean): readonly string[] {
  if (!canToneMap) return range === 'pq' ? ['format=gbrp', pqCurve(), 'eq=saturation=1.3'] : [];
  const transfer = range === 'pq' ? 'smpte2084' : 'arib-std-b67';
  return [
    // Said again, because zscale refuses pictures whose colours are only half described.
    `zscale=tin=${transfer}:min=2020_ncl:pin=2020:rin=tv:t=linear:npl=100`,
    'format=gbrpf32le',
    'zscale=p=709',
    // Desaturation turns bright skies grey.
    'tonemap=hable:desat=0',
    'zscale=t=709:m=709:r=tv',
    'format=yuv420p',
  ];
}

/**
 * An approximation for an ffmpeg without zscale: the PQ curve undone, Reinhard's operator and a display gamma, by the
 * channel. The wider primaries are left as they are, which the saturation makes up for. HLG needs none of it: it was
 * made to be watched on SDR screens.
 */
function pqCurve(): string {
  const points = Array.from({ length: 17 }, (_, index) => {
    const signal = index / 16;
    return `${signal.toFixed(4)}/${displaySignal(signal).toFixed(4)}`;
  });
  return `curves=all='${points.join(' ')}'`;
}

/** Signal 0 to 1 for an SDR screen, from a PQ signal 0 to 1. Constants of SMPTE ST 2084, as in ITU-R BT.2100 table 4. */
function displaySignal(signal: number): number {
  const [m1, m2, c1, c2, c3] = [2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128];
  const power = signal ** (1 / m2);
  const nits = 10_000 * (Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1);
  const light = nits / 100;
  // Extended Reinhard, with 1,000 nits as white: https://doi.org/10.1145/566654.566575, equation 4.
  const mapped = (light * (1 + light / 100)) / (1 + light);
  return Math.min(1, mapped) ** (1 / 2.2);
}
