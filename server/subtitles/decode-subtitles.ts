// Turns the bytes of subtitles into text, in whatever encoding somebody saved them. Pure.

import { analyse, type Match } from 'chardet';
import { primaryLanguage } from '../../core/contract/language.ts';

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** So many bytes of foreign letters tell the encoding; more would only cost. */
const SAMPLE_BYTES = 32 * 1024;
const LINE_BREAK = 0x0a;

/** How ISO-2022-JP changes to Japanese; all its bytes are ASCII, so that it passes for UTF-8. */
const TO_JAPANESE = '\x1b$';

/** TIS-620 and the signs that Windows added to it. */
const THAI = 'windows-874';
/** Fewer may follow the rules of Thai by chance. */
const FEWEST_THAI_VOWELS = 4;

/**
 * The text without a byte order mark; undefined for what is no text.
 *
 * @param language BCP 47, if it is known: it tells encodings apart that use the same bytes for other letters
 */
export function decodeSubtitles(
  bytes: Uint8Array,
  language: string | undefined,
): string | undefined {
  const text = decodeAs(markedEncoding(bytes) ?? 'utf-8', bytes, { fatal: true });
  const decoded = text ?? decodeAs(guessEncoding(bytes, language), bytes, { fatal: false });
  return decoded?.includes('\0') === true ? undefined : decoded;
}

function decodeAs(
  encoding: string,
  bytes: Uint8Array,
  options: { readonly fatal: boolean },
): string | undefined {
  try {
    return new TextDecoder(encoding, options).decode(bytes);
  } catch (error) {
    // A RangeError for an encoding that nobody knows, a TypeError for bytes that are none of it.
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [marked] = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  if (marked !== undefined) return marked;
  // All formats begin with characters of ASCII, of which UTF-16 has one byte that is 0.
  if (bytes[0] === 0 && bytes[1] !== 0) return 'utf-16be';
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le';
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.includes(TO_JAPANESE) ? 'iso-2022-jp' : undefined;
}

function guessEncoding(bytes: Uint8Array, language: string | undefined): string {
  const sample = foreignLines(bytes);
  const guesses = analyse(sample).filter(({ name }) => name !== 'ASCII');
  const [likeliest] = guesses;
  if (likeliest?.name === 'UTF-8') return 'utf-8';
  const spoken = language === undefined ? undefined : primaryLanguage(language);
  if (spoken === 'th' || (spoken === undefined && isThai(sample))) return THAI;
  const expected = guesses.find(({ lang, confidence }) => lang === spoken && confidence > 0);
  const encoding = (expected ?? faultless(guesses, sample) ?? likeliest)?.name;
  // The same, with the letters of Ukrainian where there were frames of tables.
  return encoding === 'KOI8-R' ? 'koi8-u' : (encoding ?? 'windows-1252');
}

/** The first of the guesses that are about as likely as the first of all in which each byte means something. */
function faultless(guesses: readonly Match[], sample: Uint8Array): Match | undefined {
  const enough = (guesses[0]?.confidence ?? 0) / 2;
  const likely = guesses.filter(({ confidence }) => confidence >= enough);
  return likely.find(({ name }) => decodeAs(name, sample, { fatal: true }) !== undefined);
}

/**
 * Whether it can be nothing but Thai, which chardet does not know and takes for Hebrew or Chinese: vowels that are written
 * before their consonant stand before one, always.
 */
function isThai(sample: Uint8Array): boolean {
  const followers = sample.filter((_, at) => isBetween(sample[at - 1], 0xe0, 0xe4));
  const areConsonants = followers.every((byte) => isBetween(byte, 0xa1, 0xce));
  return (
    followers.length >= FEWEST_THAI_VOWELS &&
    areConsonants &&
    decodeAs(THAI, sample, { fatal: true }) !== undefined
  );
}

function isBetween(byte: number | undefined, first: number, last: number): boolean {
  return byte !== undefined && byte >= first && byte <= last;
}

/** The lines with bytes beyond ASCII: times and numbers tell nothing of an encoding. */
function foreignLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let heldBytes = 0;
  for (let start = 0; start < bytes.length && heldBytes < SAMPLE_BYTES;) {
    const lineBreak = bytes.indexOf(LINE_BREAK, start);
    const end = lineBreak < 0 ? bytes.length : lineBreak + 1;
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES));
    start = end;
    if (!line.some((byte) => byte >= 0x80)) continue;
    lines.push(line);
    heldBytes += line.length;
  }
  return Buffer.concat(lines);
}
