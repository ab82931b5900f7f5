// How each encoder of H.264 is told what to do. Pure.

import type { Encoder } from '../../core/config-schema.ts';

/** What a home network and a phone can take, in kilobits a second at most. */
const MAX_KBPS = 12_000;

const RATE_LIMIT = ['-maxrate', `${MAX_KBPS}k`, '-bufsize', `${MAX_KBPS * 2}k`] as const;

/** Options that encode what the filter chain gives. */
export function encoderOptions(encoder: Encoder, filters: string): readonly string[] {
  switch (encoder) {
    case 'libx264':
      return [
        ...['-vf', filters, '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high'],
        ...['-crf', '22', ...RATE_LIMIT],
      ];
    case 'h264_vaapi':
      return [
        ...['-vaapi_device', '/dev/dri/renderD128', '-vf', `${filters},format=nv12,hwupload`],
        ...['-c:v', 'h264_vaapi', '-qp', '22'],
      ];
    case 'h264_qsv':
      return ['-vf', `${filters},format=nv12`, '-c:v', 'h264_qsv', '-global_quality', '23'];
    case 'h264_nvenc':
      return [
        ...['-vf', filters, '-c:v', 'h264_nvenc', '-preset', 'p4', '-cq', '23', ...RATE_LIMIT],
        // Otherwise forced keyframes are no place to begin at.
        ...['-forced-idr', '1'],
      ];
    case 'h264_videotoolbox':
      return ['-vf', filters, '-c:v', 'h264_videotoolbox', '-b:v', `${MAX_KBPS / 2}k`];
  }
}
