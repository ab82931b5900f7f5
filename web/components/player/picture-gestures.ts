// Double clicks and double taps on the picture.

import { DoubleTap } from './double-tap.ts';
import type { PlayerAction } from './player-keys.ts';

/** Calls `act` for each; single ones are media-chrome's. */
export function followGestures(
  element: HTMLElement,
  act: (action: PlayerAction) => void,
  signal: AbortSignal,
): void {
  const taps = new DoubleTap();
  let isTouch = false;
  const onPointerUp = ({ pointerType, clientX, timeStamp }: PointerEvent) => {
    isTouch = pointerType === 'touch';
    if (!isTouch) return;
    const { left, width } = element.getBoundingClientRect();
    const action = taps.tap((clientX - left) / width, timeStamp);
    if (action !== undefined) act(action);
  };
  const onDoubleClick = () => {
    // Browsers make one of two taps, too.
    if (!isTouch) act({ type: 'toggleFullscreen' });
  };
  element.addEventListener('pointerup', onPointerUp, { signal });
  element.addEventListener('dblclick', onDoubleClick, { signal });
}
