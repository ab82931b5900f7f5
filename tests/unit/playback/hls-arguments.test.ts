import { describe, expect, test } from 'vitest';
import type { VideoSource } from '../../../core/media/video-source.ts';
import { hlsArguments, type HlsRun } from '../../../server/playback/hls-arguments.ts';

const source: VideoSource = {
  path: '/films/a: b.mkv',
  streamIndex: 1,
  codec: 'hevc',
  size: { width: 3840, height: 2160 },
  startS: 0,
  durationS: 60,
  soundEndS: undefined,
  frameRate: 25,
  clockOffsetS: 0,
  sizeBytes: 1,
  dynamicRange: 'sdr',
  isInterlaced: false,
  hasColourMatrix: true,
  hasPictureTimes: true,
  seeksToKeyframes: true,
  opensByHeader: true,
};
const run: HlsRun = {
  source,
  conversion: 'remux',
  audioTrack: 0,
  audioCodec: 'ac3',
  fromS: 12,
  fillsStart: false,
  encoder: 'libx264',
  maxHeight: 1080,
  canToneMap: true,
};

function argumentsOf(changes: Partial<HlsRun>): string {
  return hlsArguments({ ...run, ...changes }).join(' ');
}

describe('what ffmpeg is told', () => {
  test('copies pictures and turns sound into AAC, from the keyframe of the segment on', () => {
    const text = argumentsOf({});
    expect(text).toContain('-noaccurate_seek -ss 12.001 -i file:/films/a: b.mkv');
    expect(text).toContain('-map 0:1 -map 0:a:0? -sn -dn');
    expect(text).toContain('-c:v copy -tag:v hvc1 -c:a aac');
    expect(text).toContain('-protocol_whitelist file');
  });

  test('copies sound that is AAC, and seeks nowhere for the first segment', () => {
    const text = argumentsOf({ audioCodec: 'aac', fromS: 0 });
    expect(text).toContain('-c:a copy');
    expect(text).not.toContain('-ss');
  });

  test('encodes at most the lines of the settings with a keyframe where each segment begins', () => {
    const text = argumentsOf({ conversion: 'transcode' });
    expect(text).toContain('-ss 12.000 -i');
    expect(text).toContain('scale=1920:1080');
    expect(argumentsOf({ conversion: 'transcode', maxHeight: 720 })).toContain('scale=1280:720');
    expect(text).toContain('-c:v libx264');
    expect(text).toContain('-force_key_frames expr:gte(t,n_forced*6)');
  });

  test('gives every segment pictures: a constant rate, never above what screens show', () => {
    const fast = { ...source, frameRate: 240 };
    const slides = { ...source, frameRate: 0.1 };
    const odd = { ...source, frameRate: undefined };
    expect(argumentsOf({ conversion: 'transcode' })).toContain(',fps=25 -c:v');
    expect(argumentsOf({ conversion: 'transcode', source: fast })).toContain(',fps=60 -c:v');
    expect(argumentsOf({ conversion: 'transcode', source: slides })).toContain(',fps=1 -c:v');
    expect(argumentsOf({ conversion: 'transcode', source: odd })).toContain(',fps=30 -c:v');
  });

  test.each(['h264_vaapi', 'h264_qsv', 'h264_nvenc', 'h264_videotoolbox'] as const)(
    'names the encoder %s of the settings',
    (encoder) => {
      expect(argumentsOf({ conversion: 'transcode', encoder })).toContain(`-c:v ${encoder}`);
    },
  );
});
