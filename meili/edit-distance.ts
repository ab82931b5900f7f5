// How many slips of the finger lie between what was typed and a word. Pure.

/**
 * The fewest slips that turn each beginning of what was typed, the empty one first, into a beginning of a word. The last
 * number is that of all that was typed.
 */
export type DistanceRow = readonly number[];

/** The beginning of a word so far: its letters, and a row for each of its own beginnings, the empty one first. */
export interface WalkedWord {
  readonly letters: readonly string[];
  readonly rows: readonly DistanceRow[];
}

/** The row of no letter at all. */
export function firstRow(typed: readonly string[]): DistanceRow {
  return Array.from({ length: typed.length + 1 }, (_, row) => row);
}

/**
 * The row of the walked letters with one more behind them. Insertions, deletions, replacements and swaps of neighbours
 * count one each. Optimal string alignment:
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
export function nextRow(
  typed: readonly string[],
  { letters, rows }: WalkedWord,
  letter: string,
): DistanceRow {
  const last = rows[letters.length] ?? [];
  const beforeLast = rows[letters.length - 1] ?? [];
  const lastLetter = letters.at(-1);
  const row = [letters.length + 1];
  for (let end = 1; end <= typed.length; end += 1) {
    const replaced = at(last, end - 1) + (typed[end - 1] === letter ? 0 : 1);
    let best = Math.min(replaced, at(last, end) + 1, at(row, end - 1) + 1);
    const isSwap = end > 1 && typed[end - 2] === letter && typed[end - 1] === lastLetter;
    if (isSwap) best = Math.min(best, at(beforeLast, end - 2) + 1);
    row.push(best);
  }
  return row;
}

/** The fewest slips that turn `typed` into the beginning of `word`, or into all of it when `isWhole`. Letters are UTF-16 units. */
export function editDistance(typed: string, word: string, isWhole: boolean): number {
  const from = typed.split('');
  const letters: string[] = [];
  const rows = [firstRow(from)];
  for (const letter of word.split('')) {
    rows.push(nextRow(from, { letters, rows }, letter));
    letters.push(letter);
  }
  const distances = rows.map((row) => at(row, from.length));
  return isWhole ? at(distances, letters.length) : Math.min(...distances);
}

function at(row: DistanceRow, place: number): number {
  return row[place] ?? Number.POSITIVE_INFINITY;
}
