import { describe, expect, it } from 'vitest';
import { isDescription, isToolNoise } from '../../../indexer/parse/container/tool-noise.ts';

describe('isToolNoise', () => {
  it.each([
    'Encoded by Jane with FastCoder 3',
    'Created with Clip Studio 1.2',
    'Downloaded from example.org',
    'HandBrake 1.6.1 2023012300',
    'Lavf60.3.100',
    'ffmpeg version 6.0',
    'x264 - core 164 r3095',
    'cabac=1 ref=3 deblock=1:0:0 analyse=0x3:0x113',
    'https://example.org/watch?v=1',
    'www.example.org',
    'OLYMPUS DIGITAL CAMERA',
    'vid:v12025gd0000cabc',
    '2019-04-28 12:00',
    '---',
  ])('knows %j for a tool’s', (text) => {
    expect(isToolNoise(text)).toBe(true);
  });

  it.each([
    'Our holiday in Rome',
    'Adobe MAX keynote',
    'Created a garden, then sold it',
    'FFmpeg for beginners',
    'The x264 encoder explained',
    'See https://example.org for more',
    'R&B',
    '映画',
  ])('leaves %j to people', (text) => {
    expect(isToolNoise(text)).toBe(false);
  });
});

describe('isDescription', () => {
  it.each([
    ['A walk through the old town', true],
    ['ローマでの休日の記録', true],
    ['test', false],
    ['Encoded by Jane', false],
    ['a1b2c3d4', false],
  ])('judges %j', (text, expected) => {
    expect(isDescription(text)).toBe(expected);
  });
});
