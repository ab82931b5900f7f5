// Choosing bars of a histogram with a pointer: one by a click, a range by a drag.

import { barAt, rangeBetween, type BarRange } from './bar-range.ts';

interface DragBarsOptions {
  readonly barCount: () => number;
  /** Called while the pointer is down, for what is to be shown. */
  readonly onmove: (range: BarRange) => void;
  /** Called when it is let go. */
  readonly onchoose: (range: BarRange) => void;
  /** Called when the gesture turned out to be another one, such as scrolling. */
  readonly oncancel: () => void;
}

/** Follows one chart. Returns what ends it, as an attachment does. */
export function dragBars(
  chart: HTMLElement,
  { barCount, onmove, onchoose, oncancel }: DragBarsOptions,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let start: number | undefined;

  const placeOf = (event: PointerEvent) => {
    const { left, width } = chart.getBoundingClientRect();
    return barAt((event.clientX - left) / width, barCount());
  };
  const listen = (
    name: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    handle: (event: PointerEvent) => void,
  ) => chart.addEventListener(name, handle, { signal });

  listen('pointerdown', (event) => {
    if (event.button !== 0 || barCount() === 0) return;
    start = placeOf(event);
    chart.setPointerCapture(event.pointerId);
    onmove(rangeBetween(start, start));
  });
  listen('pointermove', (event) => {
    if (start !== undefined) onmove(rangeBetween(start, placeOf(event)));
  });
  listen('pointerup', (event) => {
    if (start === undefined) return;
    const range = rangeBetween(start, placeOf(event));
    start = undefined;
    onchoose(range);
  });
  listen('pointercancel', () => {
    start = undefined;
    oncancel();
  });
  return () => ending.abort();
}
