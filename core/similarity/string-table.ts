// Many strings in two arrays, which cross from thread to thread without being copied.

/** String `i` is the UTF-8 in `bytes` from `offsets[i]` up to, not including, `offsets[i + 1]`. */
export interface StringTable {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** One more than there are strings. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Packs well-formed strings in the order given. */
export function createStringTable(strings: readonly string[]): StringTable {
  const offsets = new Uint32Array(strings.length + 1);
  // UTF-8 takes at most three bytes for each UTF-16 unit.
  const maxBytes = strings.reduce((sum, string) => sum + string.length * 3, 0);
  const bytes = new Uint8Array(maxBytes);
  let end = 0;
  for (const [index, string] of strings.entries()) {
    end += encoder.encodeInto(string, bytes.subarray(end)).written;
    offsets[index + 1] = end;
  }
  return { bytes: bytes.slice(0, end), offsets };
}

export function stringCount(table: StringTable): number {
  return table.offsets.length - 1;
}

export function stringAt(table: StringTable, index: number): string {
  return decoder.decode(table.bytes.subarray(table.offsets[index], table.offsets[index + 1]));
}

/** Where `string` is or would be in a table whose strings rise (as `<` compares them). */
export function lowerBound(table: StringTable, string: string): number {
  let low = 0;
  let high = stringCount(table);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stringAt(table, middle) < string) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where `string` is in a table whose strings rise, or undefined. */
export function indexOfString(table: StringTable, string: string): number | undefined {
  const index = lowerBound(table, string);
  return index < stringCount(table) && stringAt(table, index) === string ? index : undefined;
}
