import { expect, test } from 'vitest';
import { DoubleTap } from '../../../web/components/player/double-tap.ts';

const back = { type: 'seekBy', seconds: -10 };
const forward = { type: 'seekBy', seconds: 10 };

test('two quick taps jump by their side, each further one again', () => {
  const taps = new DoubleTap();
  const times = [0, 300, 600, 2000, 2300];
  const actions = times.map((atMs) => taps.tap(0.1, atMs));
  expect(actions).toEqual([undefined, back, back, undefined, back]);
  expect([3000, 3200].map((atMs) => taps.tap(0.9, atMs))).toEqual([undefined, forward]);
});

test('two in the middle are for the whole screen, once', () => {
  const taps = new DoubleTap();
  const actions = [0, 200, 400].map((atMs) => taps.tap(0.5, atMs));
  expect(actions).toEqual([undefined, { type: 'toggleFullscreen' }, undefined]);
});

test('two at different places are two single ones', () => {
  const taps = new DoubleTap();
  const actions = [0.1, 0.9, 0.5].map((ratio, index) => taps.tap(ratio, index * 100));
  expect(actions).toEqual([undefined, undefined, undefined]);
});
