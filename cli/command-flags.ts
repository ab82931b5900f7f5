// Refuses flags that a command has no use for. Pure.

import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { flagOptions } from '../core/config.ts';
import { ConfigError } from '../core/errors.ts';

/**
 * Checks that all flags are ones of the command.
 *
 * @throws ConfigError that names the first one which is not, and those that the command takes.
 */
export function checkFlags(command: string, rawArgs: readonly string[], args: ArgsDef): void {
  const own = Object.entries(args).flatMap(([name, { type }]) =>
    type === 'boolean' || type === 'string' ? [[name, { type }] as const] : [],
  );
  const taken = new Set(own.map(([name]) => name));
  const { tokens } = parseArgs({
    args: [...rawArgs],
    options: { ...flagOptions, ...Object.fromEntries(own) },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const unused = tokens.find((token) => token.kind === 'option' && !taken.has(token.name));
  if (unused?.kind !== 'option') return;
  const names = [...taken].map((name) => `--${name}`);
  throw new ConfigError(
    `"${command}" does not take ${unused.rawName}: leave it out. ${
      names.length === 0 ? 'It takes no flags' : `It takes ${names.join(', ')}`
    }.`,
  );
}
