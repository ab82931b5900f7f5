// When two values are one to a filter of the search engine. Browser-safe and without dependencies.

/** Rust's idea of white space, which is not that of `String.prototype.trim`. */
const outerSpace = /^\p{White_Space}+|\p{White_Space}+$/gu;

const beyondAscii = /\P{ASCII}/gu;

/**
 * What the engine makes of a value: trimmed, decomposed (NFKD), lower case. Accents count, case and width do not. It
 * decomposes each character by itself, so several accents on a letter keep their order, unlike in true NFKD.
 * Source: `normalize_facet` in https://github.com/meilisearch/meilisearch/blob/main/crates/milli/src/lib.rs
 */
export function normalForm(value: string): string {
  return value
    .toWellFormed()
    .replace(outerSpace, '')
    .replace(beyondAscii, (character) => character.normalize('NFKD'))
    .toLowerCase();
}

/** The normal form of a value, without the space with which that of a free-standing accent begins (`᾽` is U+0020 U+0313). */
export function valueKey(value: string): string {
  return normalForm(value).replace(outerSpace, '');
}
