import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureDemuxer } from '../../../server/posters/picture-format.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the format of a picture', () => {
  test.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg_pipe'],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'png_pipe'],
    ['GIF87a', 'gif'],
    ['GIF89a\x01', 'gif'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'webp_pipe'],
    ['\0\0\0\x20ftypavif\0\0\0\0', 'mov'],
    ['BM\x36\0', 'bmp_pipe'],
  ])('is told by the first bytes: %j', (text, demuxer) => {
    expect(pictureDemuxer(bytes(text))).toBe(demuxer);
  });

  test.each([
    ['a video in the same container', '\0\0\0\x20ftypisom\0\0\x02\0'],
    ['sound in the same container', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['a playlist', '#EXTM3U\n'],
    ['nothing', ''],
  ])('is not told of %s', (_, text) => {
    expect(pictureDemuxer(bytes(text))).toBeUndefined();
  });

  test('is asked of any bytes without an error', () => {
    fc.assert(fc.property(fc.uint8Array(), (some) => void pictureDemuxer(Buffer.from(some))));
  });
});
