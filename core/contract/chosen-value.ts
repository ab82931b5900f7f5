// How a parameter says which value is wanted and which is not: `!` before a value excludes it. Browser-safe.

/** A value of a filter, and whether videos that have it are wanted. */
export interface ChosenValue {
  readonly value: string;
  readonly isExcluded: boolean;
}

/**
 * Reads a parameter. An exclamation mark at the beginning of the value itself is doubled: `!!` is the value `!`, and
 * `!!!` excludes it. A lone `!`, which would exclude nothing, is a value like any other.
 */
export function readChosenValue(written: string): ChosenValue {
  if (written === '!') return { value: written, isExcluded: false };
  const marks = leadingMarks(written);
  return {
    value: '!'.repeat(Math.floor(marks / 2)) + written.slice(marks),
    isExcluded: marks % 2 === 1,
  };
}

/** Writes what {@link readChosenValue} reads. */
export function writeChosenValue({ value, isExcluded }: ChosenValue): string {
  return (isExcluded ? '!' : '') + '!'.repeat(leadingMarks(value)) + value;
}

/** Writes a value that is wanted. */
export function writeWantedValue(value: string): string {
  return writeChosenValue({ value, isExcluded: false });
}

function leadingMarks(text: string): number {
  return /^!*/.exec(text)?.[0].length ?? 0;
}
