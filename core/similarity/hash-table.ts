// The hashes of videos as numbers, eight bytes each. Owns how a hash is written and found.

/** Two numbers a hash, upper 32 bits first; the hashes rise. */
export type HashTable = Uint32Array<ArrayBuffer>;

const hashPattern = /^[0-9a-f]{16}$/;

/** A hash as two numbers of 32 bits; undefined for text that is not 16 lower-case hex digits. */
export function parseHash(hash: string): readonly [upper: number, lower: number] | undefined {
  if (!hashPattern.test(hash)) return undefined;
  return [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)];
}

export function hashCount(table: HashTable): number {
  return table.length / 2;
}

export function hashAt(table: HashTable, index: number): string {
  const hex = (value: number | undefined) => (value ?? 0).toString(16).padStart(8, '0');
  return hex(table[index * 2]) + hex(table[index * 2 + 1]);
}

/** Where the hash is, or undefined. */
export function indexOfHash(table: HashTable, hash: string): number | undefined {
  const wanted = parseHash(hash);
  if (wanted === undefined) return undefined;
  let low = 0;
  let high = hashCount(table) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = (table[middle * 2] ?? 0) - wanted[0] || (table[middle * 2 + 1] ?? 0) - wanted[1];
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
