import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionOfKey,
  shortcuts,
  type KeyPlace,
  type KeyPress,
} from '../../../web/components/player/player-keys.ts';

const outside: readonly KeyPlace[] = ['page', 'button', 'slider', 'elsewhere'];

function press(key: string, place: KeyPlace = 'page'): KeyPress {
  return { key, place, hasModifier: false };
}

describe('a key of the player', () => {
  test.each([
    [' ', { type: 'togglePlay' }],
    ['k', { type: 'togglePlay' }],
    ['K', { type: 'togglePlay' }],
    ['ArrowLeft', { type: 'seekBy', seconds: -5 }],
    ['ArrowRight', { type: 'seekBy', seconds: 5 }],
    ['j', { type: 'seekBy', seconds: -10 }],
    ['l', { type: 'seekBy', seconds: 10 }],
    ['0', { type: 'seekToRatio', ratio: 0 }],
    ['7', { type: 'seekToRatio', ratio: 0.7 }],
    ['m', { type: 'toggleMute' }],
    ['f', { type: 'toggleFullscreen' }],
    [',', { type: 'stepFrame', frames: -1 }],
    ['.', { type: 'stepFrame', frames: 1 }],
    ['<', { type: 'changeSpeed', steps: -1 }],
    ['>', { type: 'changeSpeed', steps: 1 }],
    ['?', { type: 'showHelp' }],
  ])('%o does %o from anywhere on the page', (key, action) => {
    expect(actionOfKey(press(key))).toEqual(action);
    expect(actionOfKey(press(key, 'player'))).toEqual(action);
  });

  test('does nothing while it is typed into a field or a dialog', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), (key) => {
        expect(actionOfKey(press(key, 'elsewhere'))).toBeUndefined();
      }),
    );
  });

  test('is the browser’s when a modifier is held', () => {
    const keys = ['f', 'k', 'ArrowLeft', '1'];
    for (const key of keys) {
      expect(actionOfKey({ ...press(key), hasModifier: true })).toBeUndefined();
    }
  });

  test.each(['button', 'playerButton'] as const)(
    'leaves Space to a %s, and the other keys of the player stay',
    (place) => {
      expect(actionOfKey(press(' ', place))).toBeUndefined();
      expect(actionOfKey(press('f', place))).toEqual({ type: 'toggleFullscreen' });
    },
  );

  test('leaves the arrows to a slider', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      expect(actionOfKey(press(key, 'slider'))).toBeUndefined();
    }
    expect(actionOfKey(press('m', 'slider'))).toEqual({ type: 'toggleMute' });
  });

  test.each(outside)('does not take scrolling by arrows away: %s', (place) => {
    expect(actionOfKey(press('ArrowUp', place))).toBeUndefined();
    expect(actionOfKey(press('ArrowDown', place))).toBeUndefined();
  });

  test('changes the volume when the player or one of its buttons has the focus', () => {
    const louder = { type: 'changeVolume', by: 0.05 };
    expect(actionOfKey(press('ArrowUp', 'player'))).toEqual(louder);
    expect(actionOfKey(press('ArrowUp', 'playerButton'))).toEqual(louder);
  });

  test.each(['Tab', 'Enter', 'Escape', 'Shift', 'a', 'constructor', '/', 'F5', '½'])(
    '%o is not one',
    (key) => {
      expect(actionOfKey(press(key))).toBeUndefined();
    },
  );
});

test('the help lists every key that does something', () => {
  const listed = new Set(shortcuts.flatMap(({ keys }) => keys));
  for (const key of ['k', 'j', 'l', 'm', 'f', 'p', ',', '.', '<', '>', '?', '0', '9']) {
    expect(listed).toContain(key);
  }
});
