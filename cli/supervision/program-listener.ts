// A supervisor with its voice: what happens to the programs is said on the terminal and kept in the log.

import { stripVTControlCharacters } from 'node:util';
import type { Log } from '../../core/log.ts';
import { ProgramOutput } from '../terminal/program-output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseLogLine } from './log-line.ts';
import type { ProgramSpec } from './program-spec.ts';
import type { ProgramListener } from './supervised-program.ts';

/** Who is told, and how much. */
export interface ListenerOptions {
  readonly terminal: Terminal;
  readonly log: Log;
  readonly isVerbose: boolean;
  readonly logsDir: string;
}

/** Makes the listener for a supervisor of these programs. */
export function createListener(
  specs: readonly ProgramSpec[],
  options: ListenerOptions,
): ProgramListener {
  const { terminal, log } = options;
  const programs = specs.map((spec) => spec.name);
  const output = new ProgramOutput(terminal, { ...options, programs });
  return {
    onLine: (program, line) => {
      output.show(program, line);
      // Log lines are in the program's own file already.
      if (parseLogLine(line.text) === undefined && line.text.trim() !== '')
        log.info({ program }, stripVTControlCharacters(line.text));
    },
    onUnexpectedEnd: ({ program, how, restartInMs }) => {
      log.warn({ program, how, restartInMs }, 'program ended');
      const text = `${program} ${how}. It is started again in ${restartInMs / 1000} s.`;
      terminal.line(terminal.paint('yellow', text));
    },
    onRepair: (program, what) => {
      log.warn({ program, what }, 'program repaired');
      terminal.line(terminal.paint('yellow', `${program}: ${what}.`));
    },
  };
}
