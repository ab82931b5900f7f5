// How a bench says what it measured: lines for a person, then one line of JSON for a program.

/** One measured number and what was promised of it. */
export interface BenchRow {
  readonly work: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is held against, or null for a number without a promise. */
  readonly limit: number | null;
  /** Whether the promise is kept; true without one. */
  readonly holds: boolean;
}

type Measured = Pick<BenchRow, 'work' | 'value' | 'unit'>;

/** A number without a promise. */
export function measured(row: Measured): BenchRow {
  return { ...row, limit: null, holds: true };
}

/** A number that may not exceed `limit`. */
export function atMost(limit: number, row: Measured): BenchRow {
  return { ...row, limit, holds: row.value <= limit };
}

/** A number that may not be below `limit`. */
export function atLeast(limit: number, row: Measured): BenchRow {
  return { ...row, limit, holds: row.value >= limit };
}

/** The value below which `ratio` (0 to 1) of the samples lie: 0.5 for the median. */
export function percentile(samples: readonly number[], ratio: number): number {
  const rising = [...samples].sort((a, b) => a - b);
  return rising[Math.min(rising.length - 1, Math.floor(rising.length * ratio))] ?? Number.NaN;
}

/** Three digits are what a measurement on a shared machine is worth. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function describeRow({ work, value, unit, limit, holds }: BenchRow): string {
  const promise = limit === null ? '' : `  (${holds ? 'holds' : 'BREAKS'} ${limit} ${unit})`;
  return `${work.padEnd(56)} ${String(rounded(value)).padStart(9)} ${unit}${promise}\n`;
}

/** Prints the rows, and at the end of standard output one line `{ "bench", "rows" }`. */
export function printBenchReport(bench: string, rows: readonly BenchRow[]): void {
  for (const row of rows) process.stdout.write(describeRow(row));
  const precise = rows.map((row) => ({ ...row, value: rounded(row.value) }));
  process.stdout.write(`${JSON.stringify({ bench, rows: precise })}\n`);
}
