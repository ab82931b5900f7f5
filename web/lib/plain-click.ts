// Telling a click that stays here from one that wants a new tab or window.

/** True for a click without modifiers by the main button: the only kind a page may take over. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}
