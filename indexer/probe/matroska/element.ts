// The elements that Matroska and WebM files consist of (https://www.rfc-editor.org/rfc/rfc8794). Knows none by name.

import type { BudgetedFile } from '../budgeted-file.ts';

/** A part of a file, in bytes from its beginning; `end` is the first byte after it. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/** An element; its extent is that of its content. */
export interface Element extends Extent {
  readonly id: number;
}

const MAX_TEXT_BYTES = 16 * 1024;

/** The elements in `parent`, up to the first one that is damaged. */
export function* elementsIn(
  file: BudgetedFile,
  parent: Extent,
): Generator<Element, undefined, void> {
  let at = parent.start;
  while (at < parent.end) {
    const header = file.read(at, Math.min(at + 12, parent.end));
    const idBytes = Math.clz32(header[0] ?? 0) - 23;
    const sizeBytes = Math.clz32(header[idBytes] ?? 0) - 23;
    if (idBytes > 4 || sizeBytes > 8 || idBytes + sizeBytes > header.length) return;
    const id = header.readUIntBE(0, idBytes);
    const start = at + idBytes + sizeBytes;
    const size = readSize(header.subarray(idBytes, idBytes + sizeBytes));
    // An unknown size, as live recordings have it, means: to the end of the parent.
    const end = size === undefined ? parent.end : Math.min(start + size, parent.end);
    yield { id, start, end };
    at = end;
  }
}

/** The value of a size whose first set bit gives its length in bytes; all ones stand for an unknown size. */
function readSize(bytes: Buffer): number | undefined {
  let value = (bytes[0] ?? 0) & (0xff >> bytes.length);
  let isUnknown = value === 0xff >> bytes.length;
  for (const byte of bytes.subarray(1)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return isUnknown ? undefined : value;
}

/** The contents of an element by ID; of several with one ID the first. */
export function childrenOf(file: BudgetedFile, parent: Element): ReadonlyMap<number, Element> {
  const children = new Map<number, Element>();
  for (const child of elementsIn(file, parent)) {
    if (!children.has(child.id)) children.set(child.id, child);
  }
  return children;
}

/** The value of an unsigned integer; undefined without an element. Exact up to 2 ** 53. */
export function readUnsigned(file: BudgetedFile, element: Element | undefined): number | undefined {
  if (!element) return undefined;
  const { start, end } = element;
  const bytes = file.read(start, Math.min(end, start + 8));
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

/** The value of a string; undefined without an element, and of one that is no string of this world. */
export function readText(file: BudgetedFile, element: Element | undefined): string | undefined {
  if (!element || element.end - element.start > MAX_TEXT_BYTES) return undefined;
  return file.read(element.start, element.end).toString('utf8').replace(/\0+$/, '');
}
