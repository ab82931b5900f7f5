import { describe, expect, it } from 'vitest';
import { readJpegSize } from '../../../worker/previews/jpeg-size.ts';

/** A JPEG file with an application segment before the frame header, and no picture data. */
const jpeg = Buffer.from([
  ...[0xff, 0xd8],
  ...[0xff, 0xe0, 0x00, 0x04, 0xff, 0xc0],
  ...[0xff, 0xc0, 0x00, 0x0b, 0x08, 0x01, 0x68, 0x02, 0x80, 0x01, 0x01, 0x11, 0x00],
  ...[0xff, 0xda, 0x00, 0x02, 0x12, 0x34, 0xff, 0xd9],
]);

describe('readJpegSize', () => {
  it('finds the frame header behind other segments', () => {
    expect(readJpegSize(jpeg)).toEqual({ width: 640, height: 360 });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['another kind of file', Buffer.from('RIFF....WEBPVP8 ')],
    ['a file without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0x00, 0x02, 0xff, 0xd9])],
  ])('finds none in %s', (_, bytes) => {
    expect(readJpegSize(bytes)).toBeUndefined();
  });

  it('finds none in any part of a file', () => {
    for (let length = 0; length < jpeg.length; length += 1)
      expect(readJpegSize(jpeg.subarray(0, length))).toBeUndefined();
  });
});
