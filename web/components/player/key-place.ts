// Where a key was pressed, as far as that decides whose key it is.

import type { KeyPlace } from './player-keys.ts';

const elsewhere =
  'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
const sliders = 'input[type=range], media-volume-range';
const buttons = 'button, a[href], summary, [role=button], [role=switch], [role=tab], input, label';

/** Reads the place of a key press off the path of its event, from the innermost element outwards. */
export function placeOfKey(path: readonly EventTarget[], player: Element | undefined): KeyPlace {
  const elements = path.filter((target): target is Element => target instanceof Element);
  const isWithin = (selector: string) => elements.some((element) => element.matches(selector));
  // The seek bar is a slider too, but its own arrows left and right would move by a hundredth of the video.
  if (isWithin('media-time-range')) return 'page';
  if (isWithin(sliders)) return 'slider';
  if (isWithin(elsewhere)) return 'elsewhere';
  // In full screen there is nothing but the player, wherever the focus was left.
  const isInPlayer =
    player !== undefined && (elements.includes(player) || document.fullscreenElement === player);
  if (isWithin(buttons)) return isInPlayer ? 'playerButton' : 'button';
  return isInPlayer ? 'player' : 'page';
}
