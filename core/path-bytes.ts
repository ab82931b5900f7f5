// File names as text. Names on Linux are bytes and need not be UTF-8; here every one of them becomes a string that SQL
// and JSON can hold, and back. Owns the escape; opens no files.

import { isUtf8 } from 'node:buffer';

/*
 * A byte that is no part of a valid UTF-8 sequence is written as one private-use character, U+EF80 to U+EFFF for the
 * bytes 0x80 to 0xFF (the block that MirBSD's OPTU encodings use for the same). A name that really has such a character
 * has its three UTF-8 bytes written this way, so no two names share a text.
 */
const ESCAPE_BASE = 0xef00;
const escaped = /[\uef80-\uefff]/;
const REPLACEMENT = '\ufffd';

/**
 * The text for a file name or path as the system gave it. The text is the name itself, unless the name is not valid
 * UTF-8 or has a character from U+EF80 to U+EFFF. Different names give different texts, and {@link toFsPath} turns the
 * text back.
 */
export function fromFsName(name: Buffer): string {
  if (isUtf8(name)) {
    const text = name.toString('utf8');
    if (!escaped.test(text)) return text;
  }
  let text = '';
  for (let at = 0; at < name.length;) {
    const character = validCharacterAt(name, at);
    if (character === undefined) {
      text += String.fromCharCode(ESCAPE_BASE + (name[at] ?? 0));
      at += 1;
    } else {
      text += character;
      at += Buffer.byteLength(character);
    }
  }
  return text;
}

/** What every call of `node:fs` takes for a path text: the text itself, or its bytes where it stands for others. */
export function toFsPath(text: string): string | Buffer {
  if (!isEscapedPath(text)) return text;
  const parts = text.split(/([\uef80-\uefff]+)/);
  return Buffer.concat(
    parts.map((part, index) =>
      // The pieces at odd places are those that the group matched.
      index % 2 === 0
        ? Buffer.from(part)
        : Buffer.from(Array.from(part, (character) => character.charCodeAt(0) - ESCAPE_BASE)),
    ),
  );
}

/** Whether the text stands for other bytes than its UTF-8: such a path cannot be an argument of a program. */
export function isEscapedPath(text: string): boolean {
  return escaped.test(text);
}

/**
 * Whether a name that the system gave *as a string* may not be what is on disk, because it was not valid UTF-8 or has
 * a character that {@link fromFsName} escapes: read it again as a Buffer.
 */
export function isDoubtfulName(name: string): boolean {
  return name.includes(REPLACEMENT) || escaped.test(name);
}

/** The character whose valid UTF-8 begins at a byte, or undefined if none does or it has to be escaped. */
function validCharacterAt(bytes: Buffer, at: number): string | undefined {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    const sequence = bytes.subarray(at, at + length);
    if (!isUtf8(sequence)) continue;
    const character = sequence.toString('utf8');
    return escaped.test(character) ? undefined : character;
  }
  return undefined;
}
