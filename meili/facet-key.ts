// When two values are the same to a Meilisearch filter. Must agree with the engine to the letter: content filters rely on it.

import { Buffer } from 'node:buffer';
import { normalForm, valueKey } from '../core/contract/value-key.ts';

/**
 * The engine keeps this many bytes of a normalised value and drops the rest, so longer values that begin alike are one.
 * Source: MAX_FACET_VALUE_LENGTH in https://github.com/meilisearch/meilisearch/blob/main/crates/milli/src/lib.rs
 */
const MAX_BYTES = 468;

/** The {@link valueKey} of a value, at most 468 bytes of it. */
export function facetKey(value: string): string {
  return valueKey(cutBytes(valueKey(value)));
}

/**
 * The value as a document should have it: itself, unless the engine would keep a space at an end of its normal form. It
 * trims what a filter says, so no filter could name it; then it is its key.
 */
export function nameable(value: string): string {
  const key = facetKey(value);
  return cutBytes(normalForm(value)) === key ? value : key;
}

function cutBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_BYTES) return text;
  let end = MAX_BYTES;
  // 10xxxxxx continues a character: do not cut inside one.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
