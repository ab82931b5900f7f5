// Says in words how a process ended and why. Pure.

import { stripVTControlCharacters } from 'node:util';
import type { ProcessEnd } from './tethered-process.ts';
import { parseLogLine } from './log-line.ts';

/** One line that a program printed. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

const ERROR = 50;
/** The message line of a JavaScript error or of a Rust one. */
const errorLine = /^(?:Uncaught )?\w*(?:Error|Exception)\b[^:]*: |panicked at/;

/**
 * How a process ended, as a continuation of its name: `ended with exit code 1: disk full`. The reason is the last error
 * that it logged, else the last error message in its output, else, unless a signal ended it, its last words.
 *
 * @param lines the last lines that it printed
 */
export function describeEnd(end: ProcessEnd, lines: readonly OutputLine[]): string {
  if (end.startError !== undefined) return `could not be started (${end.startError.message})`;
  const isKilled = end.signal !== null;
  const reason = findError(lines) ?? (isKilled ? undefined : findLastWords(lines));
  const how = isKilled ? `was ended by ${end.signal}` : `ended with exit code ${end.exitCode ?? 0}`;
  return reason === undefined ? how : `${how}: ${reason}`;
}

function findError(lines: readonly OutputLine[]): string | undefined {
  const logged = lines
    .map((line) => parseLogLine(line.text))
    .findLast((line) => line !== undefined && line.level >= ERROR);
  if (logged !== undefined) return logged.error ?? logged.message;
  return saidPlainly(lines).findLast((text) => errorLine.test(text));
}

function findLastWords(lines: readonly OutputLine[]): string | undefined {
  return saidPlainly(lines.filter((line) => line.stream === 'stderr')).at(-1);
}

function saidPlainly(lines: readonly OutputLine[]): readonly string[] {
  return lines
    .map((line) => stripVTControlCharacters(line.text).trim())
    .filter((text) => text !== '' && parseLogLine(text) === undefined);
}
