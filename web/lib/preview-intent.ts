// When a person means to see a card's preview: the pointer rests on it, the keyboard reaches it, a finger stays on it.

interface PreviewIntentOptions {
  /** How long a pointer or the focus must rest on it, in milliseconds. */
  readonly restMs: number;
  readonly onstart: () => void;
  readonly onstop: () => void;
}

const longPressMs = 450;

/** Follows one element. Returns what ends it, as an attachment does. */
export function followPreviewIntent(
  element: HTMLElement,
  { restMs, onstart, onstop }: PreviewIntentOptions,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLongPress = false;

  const startIn = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(onstart, delayMs);
  };
  const stop = () => {
    clearTimeout(timer);
    onstop();
  };
  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    handle: (event: HTMLElementEventMap[Name]) => void,
    options: AddEventListenerOptions = {},
  ) => element.addEventListener(name, handle, { signal, ...options });

  listen('pointerenter', (event) => {
    if (event.pointerType !== 'touch' && !prefersStillness()) startIn(restMs);
  });
  listen('pointerleave', (event) => {
    if (event.pointerType !== 'touch') stop();
  });
  listen('focusin', (event) => {
    const isByKeyboard = event.target instanceof Element && event.target.matches(':focus-visible');
    if (isByKeyboard && !prefersStillness()) startIn(restMs);
  });
  listen('focusout', (event) => {
    const isInside = event.relatedTarget instanceof Node && element.contains(event.relatedTarget);
    if (!isInside) stop();
  });
  listen('pointerdown', (event) => {
    wasLongPress = false;
    if (event.pointerType !== 'touch') return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      wasLongPress = true;
      onstart();
    }, longPressMs);
  });
  listen('pointerup', () => {
    if (!wasLongPress) clearTimeout(timer);
  });
  listen('pointercancel', stop);
  // The click and the menu that a long press ends in would take the person away from the preview.
  listen(
    'click',
    (event) => {
      if (!wasLongPress) return;
      wasLongPress = false;
      event.preventDefault();
    },
    { capture: true },
  );
  listen('contextmenu', (event) => {
    if (wasLongPress) event.preventDefault();
  });
  document.addEventListener(
    'pointerdown',
    (event) => {
      if (event.target instanceof Node && !element.contains(event.target)) stop();
    },
    { signal },
  );
  return () => {
    clearTimeout(timer);
    ending.abort();
  };
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
