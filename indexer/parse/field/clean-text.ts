// Makes text from disks fit to be a value: Unicode form, spaces, invisible characters, lists. Knows no field.

/** Zero-width spaces, joins of words, byte order marks and the marks that turn the writing direction around. */
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
const blanks = /[\p{Cc}\p{Z}]+/gu;
/** Control characters but tab and line feed. */
const controls = /(?![\t\n])\p{Cc}/gu;

/**
 * One line in Unicode form NFC, without control and invisible characters, with single spaces and none at the ends.
 * Lone surrogates become U+FFFD. Applying it twice changes nothing; it may return ''.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(invisible, '').replace(blanks, ' ').trim().normalize('NFC');
}

/** Like {@link cleanText} for text of several lines: spaces and line ends stay, CRLF becomes LF. */
export function cleanProse(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n?/g, '\n');
  return lines.replace(invisible, '').replace(controls, ' ').trim().normalize('NFC');
}

/** The values without those that differ from an earlier one only in case; the first spelling stays. */
export function uniqueValues(values: Iterable<string>): string[] {
  const byKey = new Map<string, string>();
  for (const value of values) {
    const key = value.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return [...byKey.values()];
}

/** Dashes of every width as `-`: names have them as their writers' keyboards do. Keeps the length. */
export function foldDashes(text: string): string {
  return text.replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** A clean text without the dashes that stand alone at its ends; one of nothing but dashes stays as it is. */
export function trimDashes(text: string): string {
  const words = text.split(' ');
  const isWord = (word: string) => foldDashes(word) !== '-';
  const trimmed = words.slice(words.findIndex(isWord), words.findLastIndex(isWord) + 1);
  return trimmed.length === 0 ? text : trimmed.join(' ');
}

/** Splits a clean text at `, `; empty items and repetitions are dropped. */
export function splitList(text: string): string[] {
  const items = text.split(', ').map((item) => item.replace(/,$/, '').trim());
  return uniqueValues(items.filter((item) => item !== ''));
}
