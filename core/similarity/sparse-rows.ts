// A sparse matrix of small counts in compressed rows: four bytes for each count that is not zero.
// Knows nothing of videos or terms.

/**
 * Row `r` is `entries[offsets[r]]` up to, not including, `entries[offsets[r + 1]]`. An entry packs a
 * column (its upper 24 bits) and a count from 1 to 255 (its lower 8). Columns rise within a row.
 */
export interface SparseRows {
  /** One more than there are rows. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly entries: Uint32Array<ArrayBuffer>;
}

/** What 24 bits can tell apart. */
export const MAX_COLUMNS = 2 ** 24;

/** The entry for a column below `MAX_COLUMNS` and a count from 1 to 255. */
export function packEntry(column: number, count: number): number {
  return ((column << 8) | count) >>> 0;
}

export function columnOf(entry: number): number {
  return entry >>> 8;
}

export function countOf(entry: number): number {
  return entry & 0xff;
}

/** A view of a row's entries. */
export function entriesOf(rows: SparseRows, row: number): Uint32Array<ArrayBuffer> {
  return rows.entries.subarray(rows.offsets[row], rows.offsets[row + 1]);
}

/** How many entries a row has. */
export function entryCountOf(rows: SparseRows, row: number): number {
  return (rows.offsets[row + 1] ?? 0) - (rows.offsets[row] ?? 0);
}

/** Puts the columns of each row in rising order; quick where they are. */
export function sortRows({ offsets, entries }: SparseRows): void {
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    const [start, end] = [offsets[row] ?? 0, offsets[row + 1] ?? 0];
    for (let index = start + 1; index < end; index += 1) {
      if ((entries[index] ?? 0) >= (entries[index - 1] ?? 0)) continue;
      // The column is the upper part: entries sort as their columns do.
      entries.subarray(start, end).sort();
      break;
    }
  }
}

/** Turns rows into columns. The columns of the answer rise even where those of `rows` do not. */
export function transpose(rows: SparseRows, columnCount: number): SparseRows {
  const rowCount = rows.offsets.length - 1;
  const offsets = new Uint32Array(columnCount + 1);
  for (const entry of rows.entries) {
    const next = columnOf(entry) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let column = 0; column < columnCount; column += 1) {
    offsets[column + 1] = (offsets[column + 1] ?? 0) + (offsets[column] ?? 0);
  }
  const entries = new Uint32Array(rows.entries.length);
  const ends = offsets.slice();
  for (let row = 0; row < rowCount; row += 1) {
    const end = rows.offsets[row + 1] ?? 0;
    for (let index = rows.offsets[row] ?? 0; index < end; index += 1) {
      const entry = rows.entries[index] ?? 0;
      const column = columnOf(entry);
      const place = ends[column] ?? 0;
      entries[place] = packEntry(row, countOf(entry));
      ends[column] = place + 1;
    }
  }
  return { offsets, entries };
}
