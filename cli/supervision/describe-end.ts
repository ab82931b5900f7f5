// Says in words how a process ended and why. Pure.

import type { ProcessEnd } from './tethered-process.ts';
import { parseLogLine } from './log-line.ts';

/** One line that a program printed. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** How it ended, as a continuation of the program's name: `ended with exit code 1`. */
export function describeEnd(end: ProcessEnd): string {
  if (end.startError !== undefined) return `could not be started (${end.startError.message})`;
  if (end.signal !== null) return `was ended by ${end.signal}`;
  return `ended with exit code ${String(end.exitCode)}`;
}

/** The message line of a JavaScript error or of a Rust one. */
const errorLine = /^(?:Uncaught )?\w*(?:Error|Exception)\b[^:]*: |panicked at/;

/**
 * What a program gave as the reason of its end in the last lines that it printed: its last log line of an error, else the
 * last error message on standard error, else its last words there; undefined when it said nothing.
 */
export function findReason(lines: readonly OutputLine[]): string | undefined {
  const logged = lines
    .map((line) => parseLogLine(line.text))
    .findLast((line) => line !== undefined && line.level >= 50);
  if (logged !== undefined) return logged.error ?? logged.message;
  const said = lines
    .filter((line) => line.stream === 'stderr' && line.text.trim() !== '')
    .map((line) => line.text.trim());
  return said.findLast((text) => errorLine.test(text)) ?? said.at(-1);
}
