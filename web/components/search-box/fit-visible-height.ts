// A panel that ends where the keyboard of a phone begins.

const marginPx = 12;

/** An attachment that keeps an element's lower edge above what covers the page, as long as it stands. */
export function fitVisibleHeight(element: HTMLElement): (() => void) | undefined {
  const viewport = window.visualViewport;
  if (viewport === null) return undefined;
  const fit = () => {
    const top = element.getBoundingClientRect().top - viewport.offsetTop;
    element.style.maxHeight = `${Math.round(viewport.height - top - marginPx)}px`;
  };
  fit();
  viewport.addEventListener('resize', fit);
  return () => viewport.removeEventListener('resize', fit);
}
