import { describe, expect, it } from 'vitest';
import { ProbeError } from '../../../core/errors.ts';
import { describeSource, probeAnswer } from '../../../core/media/video-source.ts';

const file = { path: '/library/a.mp4', sizeBytes: 1000 };

const video = {
  index: 0,
  codec_type: 'video',
  codec_name: 'h264',
  width: 1920,
  height: 1080,
  sample_aspect_ratio: '1:1',
  field_order: 'progressive',
  color_space: 'bt709',
  avg_frame_rate: '25/1',
  start_time: '0.000000',
  duration: '60.000000',
};

function describeAnswer(
  streams: readonly object[],
  format: object = {},
  packets: readonly object[] = [],
) {
  const answer = {
    streams,
    format: { format_name: 'mov,mp4,m4a', start_time: '0.0', duration: '60.1', ...format },
    packets,
  };
  return describeSource(probeAnswer.parse(answer), file);
}

describe('describeSource', () => {
  it('reads an ordinary video', () => {
    expect(describeAnswer([video])).toEqual({
      path: '/library/a.mp4',
      sizeBytes: 1000,
      streamIndex: 0,
      codec: 'h264',
      size: { width: 1920, height: 1080 },
      startS: 0,
      durationS: 60,
      soundEndS: undefined,
      frameRate: 25,
      clockOffsetS: 0,
      dynamicRange: 'sdr',
      isInterlaced: false,
      hasColourMatrix: true,
      hasPictureTimes: true,
      seeksToKeyframes: true,
      opensByHeader: true,
    });
  });

  it.each([
    ['a cover', { disposition: { attached_pic: 1 } }],
    ['timed thumbnails', { disposition: { timed_thumbnails: 1 } }],
    ['sound', { codec_type: 'audio' }],
    ['a stream without a size', { width: 0 }],
  ])('passes over %s', (_, change) => {
    expect(
      describeAnswer([
        { ...video, ...change },
        { ...video, index: 3 },
      ]).streamIndex,
    ).toBe(3);
  });

  it('refuses a file with nothing but a cover', () => {
    const cover = { ...video, disposition: { attached_pic: 1 } };
    expect(() => describeAnswer([cover])).toThrow(ProbeError);
  });

  it.each([
    ['what the stream says', video, {}, [], 60],
    ['what the file says', { ...video, duration: 'N/A' }, {}, [], 60.1],
    ['the last packet, where a header claims 40 hours', video, {}, [1.9, 1.96], 2],
    ['the last packet, where a header claims a part of it', video, {}, [90.96], 91],
    ['the decoding time of packets without another', video, {}, [undefined], 5.04],
    ['nothing, where nothing says', { ...video, duration: 'N/A' }, { duration: 'N/A' }, [], 0],
  ])('takes the duration from %s', (_, stream, format, times, durationS) => {
    const packets = times.map((time) => ({
      stream_index: 0,
      pts_time: time === undefined ? 'N/A' : String(time),
      dts_time: '5.0',
    }));
    expect(describeAnswer([stream], format, packets).durationS).toBeCloseTo(durationS, 6);
  });

  it('does not take the packets of another stream for its own', () => {
    const packets = [{ stream_index: 1, pts_time: '3', dts_time: '3' }];
    expect(describeAnswer([video], {}, packets).durationS).toBe(60);
  });

  it('tells when the last sound ends', () => {
    const sound = { index: 1, codec_type: 'audio', codec_name: 'aac' };
    const packets = [
      { stream_index: 1, pts_time: '74.5', duration_time: '0.5' },
      { stream_index: 0, pts_time: '69.96', duration_time: '0.04' },
      { stream_index: 2, pts_time: '99', duration_time: '1' },
    ];
    const source = describeAnswer([video, sound], { start_time: '10.0' }, packets);
    expect(source.soundEndS).toBe(65);
  });

  it('counts from the start of a file whose timestamps begin later', () => {
    const stream = { ...video, start_time: '11.5', duration: '4' };
    const packets = [{ stream_index: 0, pts_time: '15.46', dts_time: '15.4' }];
    const source = describeAnswer([stream], { start_time: '10.0', duration: '6' }, packets);
    expect(source).toMatchObject({ clockOffsetS: 10, startS: 1.5, durationS: 4 });
  });

  it.each([
    ['smpte2084', 'pq'],
    ['arib-std-b67', 'hlg'],
    ['bt709', 'sdr'],
    [undefined, 'sdr'],
  ])('calls the transfer %s %s', (transfer, dynamicRange) => {
    expect(describeAnswer([{ ...video, color_transfer: transfer }]).dynamicRange).toBe(
      dynamicRange,
    );
  });

  it.each([
    ['tt', true],
    ['bt', true],
    ['progressive', false],
    [undefined, false],
  ])('takes the field order %s for interlaced: %s', (order, isInterlaced) => {
    expect(describeAnswer([{ ...video, field_order: order }]).isInterlaced).toBe(isInterlaced);
  });

  it('turns the size by the display matrix', () => {
    const turned = { ...video, side_data_list: [{}, { rotation: -90 }] };
    expect(describeAnswer([turned]).size).toEqual({ width: 1080, height: 1920 });
  });

  it.each(['0/0', '1000/1', undefined])('does not believe the frame rate %s', (rate) => {
    expect(describeAnswer([{ ...video, avg_frame_rate: rate }]).frameRate).toBeUndefined();
  });

  it('knows which containers have no index', () => {
    expect(describeAnswer([video], { format_name: 'mpegts' }).seeksToKeyframes).toBe(false);
    expect(describeAnswer([video], { format_name: 'matroska,webm' }).seeksToKeyframes).toBe(true);
  });

  it('opens by its header only what says all in it, with a clock that starts at 0', () => {
    expect(describeAnswer([video]).opensByHeader).toBe(true);
    expect(describeAnswer([video], { start_time: '10.0' }).opensByHeader).toBe(false);
    expect(describeAnswer([video], { format_name: 'matroska,webm' }).opensByHeader).toBe(false);
    expect(describeAnswer([video], { format_name: 'flv' }).opensByHeader).toBe(false);
  });
});
