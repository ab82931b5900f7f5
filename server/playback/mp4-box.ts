// Finds boxes inside a whole MP4 box. Knows no kind of box.

import type { Buffer } from 'node:buffer';

/** What a box holds, without its size and type. */
export type Box = Buffer;

/** The contents of the boxes at a path of types, where the first names the box itself. */
export function* findBoxes(whole: Buffer, path: readonly string[]): Generator<Box> {
  const [own, ...below] = path;
  if (own !== whole.toString('latin1', 4, 8)) return;
  yield* descend(whole.subarray(8), below);
}

/** The contents of the first box at a path of types below `box`. */
export function findBox(box: Box, path: readonly string[]): Box | undefined {
  const [first] = descend(box, path);
  return first;
}

/** The version of a full box, whose first byte it is. */
export function fullBoxVersion(box: Box): number {
  return box.readUInt8(0);
}

function* descend(box: Box, path: readonly string[]): Generator<Box> {
  const [type, ...below] = path;
  if (type === undefined) {
    yield box;
    return;
  }
  let offset = 0;
  while (offset + 8 <= box.length) {
    const sizeBytes = box.readUInt32BE(offset);
    if (sizeBytes < 8) return;
    if (box.toString('latin1', offset + 4, offset + 8) === type)
      yield* descend(box.subarray(offset + 8, offset + sizeBytes), below);
    offset += sizeBytes;
  }
}
