// How the values of a field are spread over the library, told by those of some videos. Pure.

import { Buffer } from 'node:buffer';
import { facetKey } from './facet-key.ts';
import type { SortDirection } from './sort.ts';

/** What a video can be sorted by; a field has values of one type only. */
export type SortValue = string | number;

/** The values of some videos in the engine's order; those that several have are repeated. */
export type SortedValues = readonly SortValue[];

/** A field in the library. */
export interface Spread {
  /** How many of the videos have the field, 0 to 1. */
  readonly share: number;
  /** Of some of these, rising. */
  readonly values: SortedValues;
}

/** Orders values as the engine does: texts by the bytes of their normal form. */
export function sortValues(
  values: readonly SortValue[],
  direction: SortDirection = 'asc',
): SortedValues {
  const rising = values
    .map((value) => ({ value, bytes: Buffer.from(facetKey(String(value))) }))
    .sort((a, b) => compare(a.value, b.value) ?? Buffer.compare(a.bytes, b.bytes))
    .map(({ value }) => value);
  return direction === 'asc' ? rising : rising.reverse();
}

function compare(a: SortValue, b: SortValue): number | undefined {
  return typeof a === 'number' && typeof b === 'number' ? a - b : undefined;
}
