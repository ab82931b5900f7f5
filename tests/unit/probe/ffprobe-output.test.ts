import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { parseFfprobeOutput } from '../../../indexer/probe/ffprobe-output.ts';

type Fields = Readonly<Record<string, unknown>>;

const parse = (streams: readonly Fields[], rest: Fields = {}) =>
  parseFfprobeOutput(
    JSON.stringify({ streams, format: { format_name: 'mov,mp4,m4a', duration: '1.5' }, ...rest }),
  );

const picture = (fields: Fields = {}) => ({
  codec_type: 'video',
  codec_name: 'h264',
  width: 640,
  height: 480,
  avg_frame_rate: '25/1',
  ...fields,
});

const firstStream = (fields: Fields) => parse([picture(fields)]).streams[0];

describe("ffprobe's output", () => {
  it('becomes facts', () => {
    const facts = parse(
      [
        picture({ pix_fmt: 'yuv420p', tags: { language: 'und' }, disposition: { default: 1 } }),
        {
          codec_type: 'audio',
          codec_name: 'aac',
          channels: 2,
          sample_rate: '48000',
          tags: { language: 'fra', title: 'Commentary' },
        },
        { codec_type: 'subtitle', codec_name: 'subrip' },
      ],
      {
        chapters: [
          { start_time: '0.000000', end_time: '1.000000', tags: { title: 'One' } },
          { start_time: '1.000000', end_time: '1.500000' },
          { start_time: '3.000000', end_time: '2.000000' },
        ],
      },
    );
    expect(facts).toEqual({
      format: 'mov',
      durationS: 1.5,
      streams: [
        {
          kind: 'video',
          codec: 'h264',
          language: undefined,
          title: undefined,
          isDefault: true,
          width: 640,
          height: 480,
          pixelAspect: 1,
          rotation: 0,
          pixelFormat: 'yuv420p',
          isHdr: false,
          fps: 25,
        },
        {
          kind: 'audio',
          codec: 'aac',
          language: 'fra',
          title: 'Commentary',
          isDefault: false,
          channels: 2,
          sampleRateHz: 48_000,
        },
        {
          kind: 'subtitle',
          codec: 'subrip',
          language: undefined,
          title: undefined,
          isDefault: false,
          isForced: false,
          isHearingImpaired: false,
        },
      ],
      chapters: [
        { startS: 0, endS: 1, title: 'One' },
        { startS: 1, endS: 1.5 },
      ],
      tags: {},
    });
  });

  it('has no streams for covers, thumbnails, data and attachments', () => {
    const { streams } = parse([
      picture({ codec_name: 'mjpeg', disposition: { attached_pic: 1 } }),
      picture({ codec_name: 'mjpeg', disposition: { timed_thumbnails: 1 } }),
      { codec_type: 'data', codec_name: 'bin_data' },
      { codec_type: 'attachment', codec_name: 'ttf' },
      {},
    ]);
    expect(streams).toEqual([]);
  });

  it.each([
    [-90, 90],
    [90, 270],
    [-180, 180],
    ['-90.00', 90],
  ])('turns clockwise what ffprobe turns by %s counter-clockwise', (rotation, clockwise) => {
    const sideData = [{ side_data_type: 'CPB properties' }, { rotation }];
    expect(firstStream({ side_data_list: sideData })).toMatchObject({ rotation: clockwise });
  });

  it.each([
    ['30000/1001', '60/1', 29.97002997002997],
    ['0/0', '30/1', 30],
    [undefined, '30/1', 30],
    ['1000/1', '60/1', undefined],
    ['0/0', '90000/1', undefined],
  ])('of average rate %s and base rate %s makes %f frames a second', (average, base, fps) => {
    expect(firstStream({ avg_frame_rate: average, r_frame_rate: base })).toMatchObject({ fps });
  });

  it.each([
    [{ color_transfer: 'smpte2084' }, true],
    [{ color_transfer: 'arib-std-b67' }, true],
    [{ side_data_list: [{ side_data_type: 'DOVI configuration record' }] }, true],
    [{ color_transfer: 'bt709' }, false],
    [{}, false],
  ])('of %j makes HDR %s', (fields, isHdr) => {
    expect(firstStream(fields)).toMatchObject({ isHdr });
  });

  it.each([
    ['12:11', 12 / 11],
    ['0:1', 1],
    ['N/A', 1],
    [undefined, 1],
  ])('of the sample aspect %s makes %f', (text, pixelAspect) => {
    expect(firstStream({ sample_aspect_ratio: text })).toMatchObject({ pixelAspect });
  });

  it('takes tags from the file, and in Ogg from the first stream', () => {
    const stream = picture({ tags: { title: 'stream', artist: 'Ann' } });
    const tagsOf = (name: string) =>
      parse([stream], { format: { format_name: name, tags: { title: 'file' } } }).tags;
    expect(tagsOf('ogg')).toEqual({ title: 'file', artist: 'Ann' });
    expect(tagsOf('matroska,webm')).toEqual({ title: 'file' });
  });

  it('has no duration where ffprobe has none', () => {
    const format = { format_name: 'matroska,webm', duration: 'N/A' };
    expect(parse([picture()], { format }).durationS).toBeUndefined();
  });

  it('is refused cleanly when it is something else', () => {
    expect(() => parseFfprobeOutput('')).toThrow(SyntaxError);
    expect(() => parseFfprobeOutput('{}')).toThrow(ZodError);
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(() => parseFfprobeOutput(json)).toThrow(ZodError);
      }),
    );
  });
});
