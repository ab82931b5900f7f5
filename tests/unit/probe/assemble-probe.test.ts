import { describe, expect, it } from 'vitest';
import { chapter, track } from '../../../core/contract/video.ts';
import { assembleProbe, findPicture } from '../../../indexer/probe/assemble-probe.ts';
import type { AudioStream, MediaFacts, VideoStream } from '../../../indexer/probe/media-facts.ts';

const labels = { language: undefined, title: undefined, isDefault: false };
const marks = { isForced: false, isHearingImpaired: false };
const picture: VideoStream = {
  ...labels,
  kind: 'video',
  codec: 'h264',
  width: 720,
  height: 576,
  pixelAspect: 16 / 15,
  rotation: 90,
  pixelFormat: 'yuvj420p',
  isHdr: false,
  fps: 29.97002997,
};
const sound = (codec: string, more: Partial<AudioStream> = {}): AudioStream => ({
  ...labels,
  kind: 'audio',
  codec,
  channels: undefined,
  sampleRateHz: undefined,
  ...more,
});
const file = { container: 'mp4', sizeBytes: 1_000_000, source: 'ffprobe' } as const;
const assemble = (facts: Partial<MediaFacts>) =>
  assembleProbe(
    { durationS: 8.00049, streams: [picture], chapters: [], tags: {}, ...facts },
    picture,
    file,
  );

describe('a probe', () => {
  it('says what the picture is like when it is shown', () => {
    expect(assemble({})).toEqual({
      container: 'mp4',
      durationS: 8,
      width: 576,
      height: 768,
      rotation: 90,
      fps: 29.97,
      bitrate: 999_939,
      videoCodec: 'h264',
      audioCodec: undefined,
      pixelFormat: 'yuv420p',
      bitDepth: 8,
      isHdr: false,
      tracks: [{ kind: 'video', codec: 'h264', isDefault: false, width: 576, height: 768 }],
      chapters: [],
      tags: {},
      source: 'ffprobe',
    });
  });

  it('names the default sound, or else the first', () => {
    const [one, two] = [sound('ac3'), sound('aac', { isDefault: true })];
    expect(assemble({ streams: [picture, one, two] }).audioCodec).toBe('aac');
    expect(assemble({ streams: [picture, one, sound('dts')] }).audioCodec).toBe('ac3');
  });

  it('leaves out what follows from an unknown duration', () => {
    const { durationS, bitrate } = assemble({ durationS: undefined });
    expect([durationS, bitrate]).toEqual([undefined, undefined]);
  });

  it('has tracks and chapters as the contract has them', () => {
    const { tracks, chapters } = assemble({
      streams: [
        picture,
        sound('aac', { language: 'deu', channels: 6, sampleRateHz: 48_000, isDefault: true }),
        { ...labels, ...marks, kind: 'subtitle', codec: 'subrip', title: 'Full' },
        { ...labels, ...marks, kind: 'subtitle', codec: 'ass', isForced: true },
      ],
      chapters: [{ startS: 0, endS: 4, title: 'One' }],
    });
    expect(tracks.slice(1)).toEqual([
      {
        kind: 'audio',
        codec: 'aac',
        language: 'deu',
        isDefault: true,
        channels: 6,
        sampleRateHz: 48_000,
      },
      { kind: 'subtitle', codec: 'subrip', title: 'Full', isDefault: false },
      { kind: 'subtitle', codec: 'ass', isDefault: false, isForced: true },
    ]);
    expect(track.array().parse(tracks)).toEqual(tracks);
    expect(chapter.array().parse(chapters)).toEqual(chapters);
  });

  it('takes the first picture of several', () => {
    const second = { ...picture, codec: 'hevc', isDefault: true };
    expect(findPicture([sound('aac'), picture, second])).toBe(picture);
    expect(findPicture([sound('aac')])).toBeUndefined();
  });
});
