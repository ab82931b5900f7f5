import { describe, expect, it } from 'vitest';
import { bitDepthOf, isYuv420, withoutRange } from '../../../indexer/probe/pixel-format.ts';

describe('a pixel format', () => {
  it.each([
    ['yuv420p', 8, true],
    ['yuvj420p', 8, true],
    ['nv12', 8, true],
    ['yuv420p10le', 10, true],
    ['yuv420p12le', 12, true],
    ['p010le', 10, true],
    ['yuv420p9be', 9, true],
    ['yuv422p', 8, false],
    ['yuv444p', 8, false],
    ['yuv422p10le', 10, false],
    ['gray', 8, false],
    ['gray10le', 10, false],
    ['gbrp12le', 12, false],
    ['yuva444p16le', 16, false],
    ['yuv410p', 8, false],
    ['rgb24', 8, false],
    ['pal8', 8, false],
  ])('%s has %i bits, and 4:2:0 is %s', (format, depth, is420) => {
    expect(bitDepthOf(format)).toBe(depth);
    expect(isYuv420(format)).toBe(is420);
  });

  it('loses its range only', () => {
    expect(withoutRange('yuvj420p')).toBe('yuv420p');
    expect(withoutRange('yuv420p10le')).toBe('yuv420p10le');
  });
});
