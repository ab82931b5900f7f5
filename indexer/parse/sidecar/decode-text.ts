// Turns the bytes of a sidecar into text. Knows byte order marks and what XML declares, not what the text says.

/** What a text is taken for that has no mark: JSON is UTF-8; XML may declare an encoding, and old tools wrote Windows-1252. */
export type TextFormat = 'json' | 'xml';

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  // No mark, but the `<` that XML begins with.
  ['utf-16le', [0x3c, 0x00]],
  ['utf-16be', [0x00, 0x3c]],
];

const declaration = /^\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // A RangeError for an encoding that nobody knows, a TypeError for bytes that are none of it.
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The text of `bytes` without its byte order mark; undefined when it is in no encoding that the format allows. */
export function decodeText(bytes: Uint8Array, format: TextFormat): string | undefined {
  const [marked] = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  if (marked !== undefined) return decodeAs(marked, bytes);
  if (format === 'json') return decodeAs('utf-8', bytes);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = declaration.exec(start)?.[1];
  const isUtf16 = declared?.toLowerCase().startsWith('utf-16') === true;
  const encodings = [isUtf16 ? undefined : declared, 'utf-8', 'windows-1252'];
  for (const encoding of encodings) {
    const text = encoding === undefined ? undefined : decodeAs(encoding, bytes);
    if (text !== undefined) return text;
  }
  return undefined;
}
