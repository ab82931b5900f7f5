// Separates the flags of one command from the settings, which `loadConfig` reads. Pure.

import { parseArgs } from 'node:util';
import { flagOptions } from '../core/config.ts';

/** The flags that only one command takes. */
export type OwnFlags = Readonly<Record<string, { readonly type: 'boolean' | 'string' }>>;

/** The arguments without the command's own flags and their values. */
export function withoutOwnFlags(rawArgs: readonly string[], own: OwnFlags): readonly string[] {
  const { tokens } = parseArgs({
    args: [...rawArgs],
    options: { ...flagOptions, ...own },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const dropped = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !(token.name in own)) continue;
    dropped.add(token.index);
    if (token.inlineValue === false) dropped.add(token.index + 1);
  }
  return rawArgs.filter((_, index) => !dropped.has(index));
}

/** `--config` as it was typed. */
export function configFlagOf(rawArgs: readonly string[]): string | undefined {
  const { values } = parseArgs({
    args: [...rawArgs],
    options: flagOptions,
    allowPositionals: true,
    strict: false,
  });
  return typeof values.config === 'string' ? values.config : undefined;
}
