// Long lists in pieces: SQLite takes a limited number of parameters in a statement, and others wait while it runs.

/** Yields the items in order, at most `size` at once. */
export function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
