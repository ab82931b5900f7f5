// What ffmpeg's names of pixel formats say. Pure.

/** The name without its range: `yuvj420p` is `yuv420p` in full range. */
export function withoutRange(pixelFormat: string): string {
  return pixelFormat.replace(/^yuvj/, 'yuv');
}

/** Bits a colour component: 10 of `yuv420p10le`, `p010le` and `gray10be`, 8 of `yuv420p` and `nv12`. */
export function bitDepthOf(pixelFormat: string): number {
  const depth = /(?:p|gray|p0)(9|1[0-6])[lb]e$/.exec(pixelFormat)?.[1];
  return depth === undefined ? 8 : Number(depth);
}

/** Whether four pixels share a colour sample: the only kind that every browser decodes. */
export function isYuv420(pixelFormat: string): boolean {
  return /^(?:yuvj?420p|nv12$|p01\d)/.test(pixelFormat);
}
