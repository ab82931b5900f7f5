// Where the keyboard begins in a menu of which one entry is chosen.

import type { MediaChromeMenu } from 'media-chrome/dist/menu/media-chrome-menu.js';

/** media-chrome focuses the first entry of a menu that opens; this, the chosen one. An attachment. */
export function focusChosen(menu: MediaChromeMenu): () => void {
  const move = ({ relatedTarget }: FocusEvent) => {
    const wasInside = relatedTarget instanceof Node && menu.contains(relatedTarget);
    if (!wasInside) menu.checkedItems[0]?.focus();
  };
  menu.addEventListener('focusin', move);
  return () => menu.removeEventListener('focusin', move);
}
