import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  neighbourSpeed,
  parsePreferences,
  speeds,
} from '../../../web/components/player/player-preferences.ts';

const defaults = { volume: 1, isMuted: false, speed: 1, subtitles: null, soundLanguage: null };
const french = { language: 'fr', isHearingImpaired: false };

describe('stored preferences', () => {
  test.each([
    [null, defaults],
    ['', defaults],
    ['nonsense', defaults],
    ['null', defaults],
    ['[1,2]', defaults],
    [
      '{"volume":0.3,"isMuted":true,"speed":1.5}',
      { ...defaults, volume: 0.3, isMuted: true, speed: 1.5 },
    ],
    ['{"soundLanguage":"fr"}', { ...defaults, soundLanguage: 'fr' }],
    ['{"subtitles":{"language":"fr"},"soundLanguage":7}', { ...defaults, subtitles: french }],
    ['{"subtitles":{"language":7}}', defaults],
    ['{"subtitles":"fr"}', defaults],
    ['{"volume":0}', { ...defaults, volume: 0 }],
    ['{"volume":7,"speed":-1,"isMuted":"yes"}', defaults],
    ['{"volume":null,"speed":1.3}', defaults],
  ])('%s are read as %o', (text, preferences) => {
    expect(parsePreferences(text)).toEqual(preferences);
  });

  test('are always playable, whatever was stored', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { volume, speed } = parsePreferences(text);
        expect(volume).toBeGreaterThanOrEqual(0);
        expect(volume).toBeLessThanOrEqual(1);
        expect(speeds).toContain(speed);
      }),
    );
  });
});

describe('the next speed', () => {
  test.each([
    [1, 1, 1.25],
    [1, -1, 0.75],
    [1.1, 1, 1.25],
    [1.1, -1, 1],
    [2, 1, 2],
    [0.25, -1, 0.25],
    [4, -1, 2],
  ] as const)('from %d by %d is %d', (speed, steps, next) => {
    expect(neighbourSpeed(speed, steps)).toBe(next);
  });
});
