// How a person calls the commands, in words to paste: the way they called this one. Pure.

import { basename, relative } from 'node:path';

/** How this process was started. */
export interface Call {
  /** The script, as in `process.argv[1]`. */
  readonly script: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** A command line without arguments: `npm run scan --`, `reeldex scan` or `node cli/main.ts scan`. */
export function howToCall(command: string, { script, env, cwd }: Call): string {
  if (env['npm_lifecycle_event'] !== undefined)
    return `npm ${command === 'start' ? '' : 'run '}${command} --`;
  return `${programName({ script, cwd })} ${command}`;
}

/** What all commands begin with where npm is not asked: `reeldex` if it is installed, else the script itself. */
export function programName({ script, cwd }: Pick<Call, 'script' | 'cwd'>): string {
  const path = relative(cwd, script);
  return basename(script) === 'reeldex'
    ? 'reeldex'
    : `node ${path.startsWith('..') ? script : path}`;
}
