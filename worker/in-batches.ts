// Cuts a list into pieces.

/** The list in pieces of at most `most`, in order. */
export function inBatches<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, index) =>
    list.slice(index * most, (index + 1) * most),
  );
}
