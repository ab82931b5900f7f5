import { expect, test } from 'vitest';
import { pictureLines, resolutionLabel } from '../../../meili/resolution.ts';

test.each([
  [7680, 4320, '4320p'],
  [3840, 2160, '2160p'],
  [3840, 1600, '2160p'],
  [2560, 1440, '1440p'],
  [1920, 1080, '1080p'],
  [1920, 800, '1080p'],
  [1080, 1920, '1080p'],
  [1440, 1080, '1080p'],
  [1280, 720, '720p'],
  [1280, 528, '720p'],
  [720, 576, '480p'],
  [854, 480, '480p'],
  [640, 480, '480p'],
  [640, 360, '360p'],
  [320, 240, 'SD'],
  [1, 1, 'SD'],
  [0, 0, undefined],
  [1920, 0, undefined],
])('%i x %i is called %s', (width, height, label) => {
  expect(resolutionLabel(width, height)).toBe(label);
});

test.each([
  [1920, 1080, 1080],
  [1920, 800, 1080],
  [1900, 790, 1080],
  [1080, 1920, 1080],
  [1600, 900, 900],
  [640, 480, 480],
  [320, 180, 180],
  [0, 1080, 0],
])('%i x %i has as many lines as its label says, or more: %i', (width, height, lines) => {
  expect(pictureLines(width, height)).toBe(lines);
});
