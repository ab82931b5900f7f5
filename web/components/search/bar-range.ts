// Ranges of bars of a histogram, and how high its bars are. Pure.

/** Some bars side by side, by their places; both belong to the range. */
export interface BarRange {
  readonly first: number;
  readonly last: number;
}

export function isSameRange(a: BarRange, b: BarRange | undefined): boolean {
  return a.first === b?.first && a.last === b.last;
}

/** The range with one of its ends moved; the other end gives way. */
export function withEnd(range: BarRange, end: keyof BarRange, place: number): BarRange {
  return end === 'first'
    ? { first: place, last: Math.max(place, range.last) }
    : { first: Math.min(place, range.first), last: place };
}

/** The range from one bar to another, whichever comes first. */
export function rangeBetween(one: number, other: number): BarRange {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

/** The bar below a point, the outermost ones for points beside them. @param ratio 0 at the left, 1 at the right */
export function barAt(ratio: number, barCount: number): number {
  return Math.min(barCount - 1, Math.max(0, Math.floor(ratio * barCount)));
}

/** The height of a bar, from 0 to 1; a few videos beside thousands are still seen. */
export function barRatio(count: number, highest: number): number {
  return count > 0 ? Math.max(0.06, count / highest) : 0;
}
