// Reads the size out of a JPEG file, by which a whole one is told from half of one. Decodes nothing.

import type { PictureSize } from '../../core/media/picture-size.ts';

const START_OF_SCAN = 0xda;

/** The frame headers that have the size; C4, C8 and CC in the same range are something else. */
const frameHeaders = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb]);

/**
 * The size, or undefined where the bytes are not a whole JPEG file: it must begin and end as one.
 * Markers are those of ITU-T T.81, table B.1.
 */
export function readJpegSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? START_OF_SCAN;
    if (frameHeaders.has(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === START_OF_SCAN) return undefined;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
