// What the doctor found, and how it is printed.

import type { Terminal } from '../terminal/terminal.ts';

/** One thing that was looked at. `warn` takes something away from a person, `fail` keeps Reeldex from working. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const colours = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** Prints findings as a table, each with its remedy below it. */
export function printFindings(findings: readonly Finding[], terminal: Terminal): void {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const indent = ' '.repeat('fail  '.length + width + 2);
  for (const { what, state, detail, remedy } of findings) {
    const label = terminal.paint(colours[state], state.padEnd(4));
    terminal.line(`${label}  ${what.padEnd(width)}  ${detail}`);
    if (remedy !== undefined) terminal.line(`${indent}${remedy}`);
  }
}
