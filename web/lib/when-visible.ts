// Work that is worth doing only while an element is on screen.

/** How far outside the screen an element counts as visible, so that work is done as it scrolls in. */
const margin = '160px';

/**
 * Runs `start` each time the element comes into view, and aborts its signal when it leaves.
 * Returns what ends it, as an attachment does.
 */
export function whenVisible(element: Element, start: (signal: AbortSignal) => void): () => void {
  let running: AbortController | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      const isVisible = entries.at(-1)?.isIntersecting === true;
      if (isVisible === (running !== undefined)) return;
      running?.abort();
      running = isVisible ? new AbortController() : undefined;
      if (running !== undefined) start(running.signal);
    },
    { rootMargin: margin },
  );
  observer.observe(element);
  return () => {
    observer.disconnect();
    running?.abort();
  };
}
