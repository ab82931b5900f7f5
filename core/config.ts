// Reads the settings: config file, then environment, then flags. Decides nothing about what they are used for.

import { existsSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { configFile, environmentSettings, type Config } from './config-schema.ts';
import { ConfigError, describeError } from './errors.ts';

export type { Config } from './config-schema.ts';

/** The options that every program takes. */
export const flagOptions = {
  config: { type: 'string' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
} as const;

/** What the settings are read from besides the config file. */
export interface ConfigInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags and library folders, without the program's name. */
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** The config file as parsed, and where it came from. */
interface Source {
  readonly path: string | undefined;
  readonly document: Document;
  readonly lines: LineCounter;
}

/**
 * Reads and checks all settings.
 *
 * @throws ConfigError that lists every problem, one a line, each with its key and, in the file, its line.
 */
export function loadConfig(input: ConfigInput): Config {
  const { flags, folders } = parseFlags(input.argv);
  const source = readSource(findConfigFile(input, flags.config));
  const overrides = collectOverrides(input.env, flags);
  for (const { keys, value } of overrides) source.document.setIn(keys, value);

  const parsed = configFile.safeParse(source.document.toJS() ?? {});
  if (!parsed.success) throw new ConfigError(describeProblems(parsed.error, source, overrides));
  const { libraries, data, ...settings } = parsed.data;
  // A relative path means what it would mean to the person who wrote it: beside the file, or where they typed it.
  const typedIn = input.env['INIT_CWD'] ?? input.cwd;
  const isDataTyped = overrides.some(({ keys }) => keys[0] === 'data');
  const fileFolder = source.path === undefined ? input.cwd : dirname(source.path);
  return Object.freeze({
    ...settings,
    dataDir: resolve(isDataTyped ? typedIn : fileFolder, expandHome(data ?? 'data')),
    libraries: libraries.map((library) => toLibrary(fileFolder, library)),
    folders: folders.map((path) => toLibrary(typedIn, { path })),
    processId: input.env['REELDEX_PROCESS_ID'] ?? `${hostname()}:${process.pid}`,
  });
}

function parseFlags(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: flagOptions,
      allowPositionals: true,
    });
    return { flags: values, folders: positionals };
  } catch (cause) {
    // What follows the first sentence is advice for arguments that begin with a dash.
    const [problem = ''] = describeError(cause).split('. ');
    throw new ConfigError(`${problem}. Settings are --config, --data, --host and --port.`, {
      cause,
    });
  }
}

function findConfigFile({ env, cwd }: ConfigInput, flag: string | undefined): string | undefined {
  const named = flag ?? env['REELDEX_CONFIG'];
  if (named !== undefined) {
    const path = resolve(env['INIT_CWD'] ?? cwd, expandHome(named));
    if (!existsSync(path))
      throw new ConfigError(`There is no config file ${path} (--config or REELDEX_CONFIG).`);
    return path;
  }
  const userFolder = env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  return [join(cwd, 'reeldex.yaml'), join(userFolder, 'reeldex', 'reeldex.yaml')].find((path) =>
    existsSync(path),
  );
}

function readSource(path: string | undefined): Source {
  const lines = new LineCounter();
  const document = parseDocument(path === undefined ? '{}' : readFile(path), {
    lineCounter: lines,
  });
  const problems = document.errors.map(
    (error) =>
      `${path ?? ''}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0] ?? ''}`,
  );
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  if (document.contents === null)
    return { path, document: parseDocument('{}', { lineCounter: lines }), lines };
  if (!isMap(document.contents))
    throw new ConfigError(`${path ?? ''}: the config file must be a list of "key: value" lines.`);
  return { path, document, lines };
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError(`The config file cannot be read: ${describeError(cause)}`, { cause });
  }
}

interface Override {
  readonly keys: readonly string[];
  readonly value: unknown;
  /** How a person would name it, for example `--port`. */
  readonly name: string;
}

type FlagValues = ReturnType<typeof parseFlags>['flags'];

function collectOverrides(env: ConfigInput['env'], flags: FlagValues): readonly Override[] {
  const fromEnvironment = Object.entries(environmentSettings).flatMap(([name, keys]) => {
    const value = env[name];
    return value === undefined || value === ''
      ? []
      : [{ name, keys, value: fromText(keys, value) }];
  });
  const fromFlags = (['data', 'host', 'port'] as const).flatMap((flag) => {
    const value = flags[flag];
    return value === undefined
      ? []
      : [{ name: `--${flag}`, keys: [flag], value: fromText([flag], value) }];
  });
  return [...fromEnvironment, ...fromFlags];
}

/** A number stays text when it is none, so that the schema says what is wrong with it. */
function fromText(keys: readonly string[], text: string): unknown {
  const key = keys.at(-1);
  if (key === 'allowedHosts') return text.split(',').map((name) => name.trim());
  const isNumeric = ['port', 'concurrency', 'transcodes', 'budgetGb'].some((name) => name === key);
  return isNumeric && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function describeProblems(
  error: z.ZodError,
  source: Source,
  overrides: readonly Override[],
): string {
  return error.issues
    .flatMap(toProblems)
    .map(({ keys, message }) => {
      const override = overrides.find((candidate) => candidate.keys.join('.') === keys.join('.'));
      const where = override?.name ?? `${locate(source, keys)}${keys.join('.')}`;
      return `${where}: ${message}`;
    })
    .join('\n');
}

/** Keys that are none are an issue of what they stand in; each is a problem of its own. */
function toProblems(issue: z.core.$ZodIssue) {
  const keys = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ keys, message: issue.message }];
  const message = 'there is no such setting; reeldex.example.yaml has all of them';
  return issue.keys.map((key) => ({ keys: [...keys, key], message }));
}

function locate({ path, document, lines }: Source, keys: readonly string[]): string {
  if (path === undefined) return '';
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const node = document.getIn(keys.slice(0, depth), true);
    const range =
      typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number')
      return `${path}:${lines.linePos(range[0]).line}: `;
  }
  return `${path}: `;
}

function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}

function toLibrary(
  folder: string,
  library: { readonly path: string; readonly name?: string | undefined },
) {
  const path = resolve(folder, expandHome(library.path));
  return { path, name: library.name ?? (basename(path) === '' ? path : basename(path)) };
}
