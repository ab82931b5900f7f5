// Bounds of what can be measured, as people type them: `>20m`, `<700mb`, `length:5m..20m`.

import type { SearchFilters } from '../search.ts';
import { readDuration, readLines, readSize } from './measures.ts';

type Minimum = 'durationMin' | 'sizeMin' | 'heightMin';
type Maximum = 'durationMax' | 'sizeMax' | 'heightMax';

interface Quantity {
  /** What may stand before the colon. */
  readonly names: readonly string[];
  readonly read: (text: string) => number | undefined;
  readonly min: Minimum;
  readonly max: Maximum;
  /** What an upper end that is meant to belong to the range is raised by: the filter leaves its end out. */
  readonly step: 0 | 1;
}

const quantities: readonly Quantity[] = [
  {
    names: ['length', 'duration'],
    read: readDuration,
    min: 'durationMin',
    max: 'durationMax',
    step: 0,
  },
  { names: ['size'], read: readSize, min: 'sizeMin', max: 'sizeMax', step: 0 },
  {
    names: ['resolution', 'height'],
    read: readLines,
    min: 'heightMin',
    max: 'heightMax',
    step: 1,
  },
];

/** `>20m`, `<700mb`, `<=720p`: the unit says what is measured. Undefined for what is no bound. */
export function readBound(text: string): SearchFilters | undefined {
  return firstOf(quantities, (quantity) => readSigned(quantity, text));
}

/** The value of a part with a name: a bound (`size:>2gb`) or a range (`length:5m..20m`, `length:..20m`). */
export function readNamedBounds(name: string, text: string): SearchFilters | undefined {
  const named = quantities.filter(({ names }) => names.includes(name));
  return firstOf(named, (quantity) => readSigned(quantity, text) ?? readRange(quantity, text));
}

function firstOf<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const value = read(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

function readSigned({ read, min, max, step }: Quantity, text: string): SearchFilters | undefined {
  const [, sign, orEqual, bound = ''] = /^([<>])(=?)(.+)$/.exec(text) ?? [];
  const value = sign === undefined ? undefined : read(bound);
  if (value === undefined) return undefined;
  if (sign === '>') return { [min]: value };
  return { [max]: orEqual === '=' ? value + step : value };
}

function readRange({ read, min, max, step }: Quantity, text: string): SearchFilters | undefined {
  const ends = splitRange(text);
  if (ends === undefined) return undefined;
  const first = read(ends.start);
  const last = read(ends.end);
  const isReadable =
    (ends.start === '' || first !== undefined) && (ends.end === '' || last !== undefined);
  if (!isReadable || (first ?? last) === undefined) return undefined;
  return {
    ...(first !== undefined && { [min]: first }),
    ...(last !== undefined && { [max]: last + step }),
  };
}

/** `start..end`; an end that is left open is empty. Undefined for what is no range. */
export function splitRange(
  text: string,
): { readonly start: string; readonly end: string } | undefined {
  const match = /^(.*?)\.\.(.*)$/.exec(text);
  return match === null ? undefined : { start: match[1] ?? '', end: match[2] ?? '' };
}
