// When two values are the same to a Meilisearch filter. Must agree with the engine to the letter: content filters rely on it.

import { Buffer } from 'node:buffer';

/**
 * The engine keeps this many bytes of a normalised value and drops the rest, so longer values that begin alike are one.
 * Source: MAX_FACET_VALUE_LENGTH in https://github.com/meilisearch/meilisearch/blob/main/crates/milli/src/lib.rs
 */
const MAX_BYTES = 468;

/** Rust's idea of white space, which is not that of `String.prototype.trim`. */
const outerSpace = /^\p{White_Space}+|\p{White_Space}+$/gu;

const beyondAscii = /\P{ASCII}/gu;

/**
 * The normal form of a value: trimmed, decomposed (NFKD), lower case, at most 468 bytes. Accents count, case and width do
 * not. The engine decomposes each character by itself, so several accents on a letter keep their order, unlike in true NFKD.
 * Source: `normalize_facet` in https://github.com/meilisearch/meilisearch/blob/main/crates/milli/src/lib.rs
 */
export function facetKey(value: string): string {
  const key = value
    .toWellFormed()
    .replace(outerSpace, '')
    .replace(beyondAscii, (character) => character.normalize('NFKD'))
    .toLowerCase();
  return Buffer.byteLength(key) <= MAX_BYTES ? key : cutBytes(key);
}

function cutBytes(text: string): string {
  const bytes = Buffer.from(text);
  let end = MAX_BYTES;
  // 10xxxxxx continues a character: do not cut inside one.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
