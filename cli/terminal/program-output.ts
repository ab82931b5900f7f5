// What the supervised programs print, on the terminal of the supervisor: prefixed, readable, and at most as much as is wanted.

import { stripVTControlCharacters } from 'node:util';
import { prettyFactory } from 'pino-pretty';
import type { OutputLine } from '../supervision/describe-end.ts';
import { parseLogLine, type LogLine } from '../supervision/log-line.ts';
import { RepeatLimiter } from './repeat-limiter.ts';
import type { Terminal } from './terminal.ts';

const WARN = 40;
const FATAL = 60;
const colours = ['cyan', 'magenta', 'blue', 'yellow', 'green'] as const;

/** What of the programs' output is shown. */
export interface ProgramOutputOptions {
  /** The longest of the programs' names gives the width of the prefix. */
  readonly programs: readonly string[];
  /** True shows everything; otherwise what asks for attention: warnings, errors, crashes. */
  readonly isVerbose: boolean;
  /** Where the programs' own log files are. */
  readonly logsDir: string;
}

/** Shows lines of programs. All lines are in the programs' own log files too. */
export class ProgramOutput {
  readonly #terminal: Terminal;
  readonly #isVerbose: boolean;
  readonly #logsDir: string;
  readonly #limiter = new RepeatLimiter();
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #format: (record: unknown) => string;

  constructor(terminal: Terminal, options: ProgramOutputOptions) {
    const { programs, isVerbose, logsDir } = options;
    this.#terminal = terminal;
    this.#isVerbose = isVerbose;
    this.#logsDir = logsDir;
    const width = Math.max(...programs.map((name) => name.length));
    this.#prefixes = new Map(
      programs.map((name, index) => {
        const colour = colours[index % colours.length] ?? 'white';
        return [name, terminal.paint(colour, `${name.padEnd(width)} |`)];
      }),
    );
    this.#format = prettyFactory({
      colorize: terminal.isColoured,
      ignore: 'pid,hostname,name,component',
      translateTime: 'SYS:HH:MM:ss',
      singleLine: true,
    });
  }

  /** Shows one line that a program printed, if it is to be shown. */
  show(program: string, line: OutputLine): void {
    const logged = parseLogLine(line.text);
    if (logged === undefined) this.#showText(program, line.text);
    else if (this.#isVerbose || logged.level >= FATAL)
      this.#write(program, this.#format(logged.record));
    else if (logged.level >= WARN) this.#showWarning(program, logged);
  }

  #showText(program: string, text: string): void {
    if (text.trim() !== '' && (this.#isVerbose || isAlarming(text))) this.#write(program, text);
  }

  /** A thousand files that cannot be read are a thousand lines in the log, but not on the terminal. */
  #showWarning(program: string, logged: LogLine): void {
    const verdict = this.#limiter.judge(`${program} ${logged.message}`, performance.now());
    if (verdict === 'hide') return;
    this.#write(program, this.#format(shorten(logged)));
    if (verdict === 'last') this.#write(program, `More of this kind are in ${this.#logsDir}.`);
  }

  #write(program: string, text: string): void {
    const prefix = this.#prefixes.get(program) ?? program;
    for (const part of text.trimEnd().split('\n'))
      this.#terminal.line(`${prefix} ${part.trimEnd()}`);
  }
}

/** An error that a program lives with is told by its message; its stack is in the program's log. */
function shorten({ message, error, record }: LogLine): Readonly<Record<string, unknown>> {
  return error === undefined ? record : { ...record, err: undefined, msg: `${message}: ${error}` };
}

/**
 * Text that is no log line comes from before a log is open, from a crash, or from Meilisearch, whose warnings are about
 * requests: the program that made the request is told as well and knows what to make of it.
 */
function isAlarming(text: string): boolean {
  const plain = stripVTControlCharacters(text);
  return !/\bWARN\b/.test(plain) && /\bERROR\b|panicked|Error\b|^\s+at /.test(plain);
}
