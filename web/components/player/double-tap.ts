// What two taps on the picture mean, on a screen without a mouse. Pure.

import type { PlayerAction } from './player-keys.ts';

/** Two taps that are farther apart are two single ones. */
const withinMs = 350;

const back: PlayerAction = { type: 'seekBy', seconds: -10 };
const forward: PlayerAction = { type: 'seekBy', seconds: 10 };
const wholeScreen: PlayerAction = { type: 'toggleFullscreen' };

/** The left and the right third jump, the middle is for the whole screen. */
function actionAt(ratio: number): PlayerAction {
  if (ratio < 1 / 3) return back;
  return ratio > 2 / 3 ? forward : wholeScreen;
}

/** Knows the tap before. */
export class DoubleTap {
  #last: { readonly action: PlayerAction; readonly atMs: number } | undefined;

  /**
   * The action of a tap that is the second at its place; of further ones again, if it is a jump.
   *
   * @param ratio how far the tap is from the left edge of the picture, 0 to 1
   */
  tap(ratio: number, atMs: number): PlayerAction | undefined {
    const action = actionAt(ratio);
    const isSecond = this.#last?.action === action && atMs - this.#last.atMs <= withinMs;
    this.#last = isSecond && action === wholeScreen ? undefined : { action, atMs };
    return isSecond ? action : undefined;
  }
}
