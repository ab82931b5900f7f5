import { describe, expect, it } from 'vitest';
import { avcPixelFormat } from '../../../indexer/probe/avc-profile.ts';

/** A decoder configuration record with one parameter set, whose bits after the level are these. */
function record(profile: number, bits: string): Uint8Array {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  const rest = (padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return Uint8Array.of(1, profile, 0, 30, 0xff, 0xe1, 0, 20, 0x67, profile, 0, 30, ...rest);
}

describe('the pixel format of H.264', () => {
  it.each([
    // The set's number (0), the chroma format, for 4:4:4 a flag, the luma depth less 8: Exp-Golomb codes.
    ['High', 100, '1 010 1', 'yuv420p'],
    ['High without colours', 100, '1 1 1', 'yuv420p'],
    ['High 10', 110, '1 010 011', 'yuv420p10le'],
    ['High 4:2:2', 122, '1 011 011', 'yuv422p10le'],
    ['High 4:4:4', 244, '1 00100 0 1', 'yuv444p'],
    ['High 4:4:4 of set 2 with 12 bits', 244, '011 00100 0 00101', 'yuv444p12le'],
  ])('of %s is in its parameter set', (_, profile, bits, pixelFormat) => {
    expect(avcPixelFormat(record(profile, bits.replaceAll(' ', '')))).toBe(pixelFormat);
  });

  it('of Baseline and Main needs none', () => {
    expect(avcPixelFormat(record(66, ''))).toBe('yuv420p');
    expect(avcPixelFormat(record(77, ''))).toBe('yuv420p');
  });

  it('is open where there is no parameter set or no such format', () => {
    expect(avcPixelFormat(Uint8Array.of(1, 110, 0, 30, 0xff, 0xe0))).toBeUndefined();
    expect(avcPixelFormat(new Uint8Array())).toBeUndefined();
    expect(avcPixelFormat(record(110, '10000100001'))).toBeUndefined();
  });
});
