#!/usr/bin/env node
// The commands of `reeldex`: their arguments, help, errors and exit codes. What they do is in commands/.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand, renderUsage, runCommand, type ArgsDef } from 'citty';
import { loadConfig } from '../core/config.ts';
import { AppError, ConfigError } from '../core/errors.ts';
import { runProgram } from '../core/program.ts';
import { version } from '../core/version.ts';
import { build } from './commands/build.ts';
import { demo, demoFolder, ensureDemoConfig } from './commands/demo.ts';
import { doctor, doctorPreviews, listDuplicates } from './commands/doctor.ts';
import { meili } from './commands/meili.ts';
import { parseLibrary, parseOneName } from './commands/parse.ts';
import { rebuild } from './commands/rebuild.ts';
import { scan } from './commands/scan.ts';
import { start } from './commands/start.ts';
import { configFlagOf, withoutOwnFlags, type OwnFlags } from './own-flags.ts';
import { Terminal } from './terminal/terminal.ts';

const root = join(import.meta.dirname, '..');
const { env } = process;
const cwd = process.cwd();
const terminal = new Terminal(process.stdout);

const settingArgs = {
  config: { type: 'string', valueHint: 'FILE', description: 'Settings (default: reeldex.yaml)' },
  data: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder of catalogue, index and previews',
  },
  host: { type: 'string', valueHint: 'ADDRESS', description: 'Address to listen on' },
  port: { type: 'string', valueHint: 'NUMBER', description: 'Port to listen on' },
} as const satisfies ArgsDef;

const supervisingArgs = {
  ...settingArgs,
  verbose: { type: 'boolean', description: 'Show all that the programs log' },
} as const satisfies ArgsDef;

const { config: _, ...demoArgs } = supervisingArgs;

function readSettings(rawArgs: readonly string[], own: OwnFlags = {}) {
  const argv = withoutOwnFlags(rawArgs, own);
  return { config: loadConfig({ env, argv, cwd }), configFlag: configFlagOf(argv) };
}

/** A program in this process, as if it had been called by itself: it reads its arguments from `process.argv`. */
function programCommand(name: string, description: string, run: () => Promise<void>) {
  return defineCommand({
    meta: { name, description },
    args: settingArgs,
    run: async ({ rawArgs }) => {
      process.argv.splice(2, Infinity, ...rawArgs);
      await run();
    },
  });
}

const startCommand = defineCommand({
  meta: { name: 'start', description: 'Run everything on the given folders of videos' },
  args: {
    folders: {
      type: 'positional',
      required: false,
      description: 'Folders of videos, any number; they are remembered',
    },
    ...supervisingArgs,
  },
  run: async ({ rawArgs, args }) => {
    const settings = readSettings(rawArgs, { verbose: { type: 'boolean' } });
    await start({ ...settings, root, env, terminal, isVerbose: args.verbose === true });
  },
});

const demoCommand = defineCommand({
  meta: { name: 'demo', description: 'Make a small library of demo videos and run on it' },
  args: demoArgs,
  run: async ({ rawArgs, args }) => {
    const folder = demoFolder(cwd);
    const data = args.data === undefined ? ['--data', join(folder, 'data')] : [];
    const ours = [...data, '--config', await ensureDemoConfig(folder)];
    const settings = readSettings([...rawArgs, ...ours], { verbose: { type: 'boolean' } });
    await demo({ ...settings, root, env, terminal, isVerbose: args.verbose === true }, folder);
  },
});

const meiliCommand = defineCommand({
  meta: { name: 'meili', description: 'Run the bundled Meilisearch alone' },
  args: supervisingArgs,
  run: async ({ rawArgs, args }) => {
    const { config } = readSettings(rawArgs, { verbose: { type: 'boolean' } });
    await meili({ config, env, terminal, isVerbose: args.verbose === true });
  },
});

const scanCommand = defineCommand({
  meta: { name: 'scan', description: 'Ask the running indexer for a scan and wait for it' },
  args: {
    ...settingArgs,
    full: { type: 'boolean', description: 'Read all files again, changed or not' },
    rehash: { type: 'boolean', description: 'Read all files again and identify them anew' },
    collection: { type: 'string', valueHint: 'NAME', description: 'Only this library' },
    folders: {
      type: 'positional',
      required: false,
      valueHint: 'FOLDER…',
      description: 'Only these folders of the library',
    },
  },
  run: async ({ rawArgs, args }) => {
    const { config } = readSettings(rawArgs, {
      full: { type: 'boolean' },
      rehash: { type: 'boolean' },
      collection: { type: 'string' },
    });
    const mode = args.rehash === true ? 'rehash' : args.full === true ? 'full' : 'new';
    const isDone = await scan({
      dataDir: config.dataDir,
      mode,
      collection: args.collection,
      folders: config.folders.map(({ path }) => path),
      terminal,
    });
    if (!isDone) process.exitCode = 1;
  },
});

const rebuildCommand = defineCommand({
  meta: { name: 'rebuild', description: 'Ask the running indexer for a new search index' },
  args: settingArgs,
  run: async ({ rawArgs }) => {
    const isDone = await rebuild(readSettings(rawArgs).config.dataDir, terminal);
    if (!isDone) process.exitCode = 1;
  },
});

const doctorCommand = defineCommand({
  meta: { name: 'doctor', description: 'Check everything that Reeldex needs' },
  args: {
    subject: {
      type: 'positional',
      required: false,
      description:
        'A folder of videos to check as well; or instead of all checks: "duplicates" lists the videos that have more than one file, "previews" compares the previews with the catalogue',
    },
    ...settingArgs,
    json: { type: 'boolean', description: 'With duplicates or previews: print JSON' },
    fix: { type: 'boolean', description: 'With previews: put right what is wrong' },
  },
  run: async ({ rawArgs, args }) => {
    const { config } = readSettings(rawArgs, {
      json: { type: 'boolean' },
      fix: { type: 'boolean' },
    });
    const { dataDir } = config;
    const isJson = args.json === true;
    const isFixing = args.fix === true;
    if (args.subject === 'previews') {
      await doctorPreviews({ dataDir, isJson, isFixing, terminal });
    } else if (isFixing) {
      throw new ConfigError('--fix goes with: reeldex doctor previews');
    } else if (args.subject === 'duplicates') {
      await listDuplicates({ dataDir, isJson, terminal });
    } else if (isJson) {
      throw new ConfigError('--json goes with: reeldex doctor duplicates, reeldex doctor previews');
    } else if (
      args.subject !== undefined &&
      !config.folders.every(({ path }) => existsSync(path))
    ) {
      throw new ConfigError(
        `${args.subject} is no folder. Give one, or: reeldex doctor duplicates, reeldex doctor previews`,
      );
    } else if (!(await doctor(config, terminal))) {
      process.exitCode = 1;
    }
  },
});

const parseCommand = defineCommand({
  meta: { name: 'parse', description: 'Show what a file name gives, and which template gave it' },
  args: {
    name: {
      type: 'positional',
      required: false,
      description:
        'A name or a path with its folders, in quotes: "Studios/Acme/Ann - Foo (2019).mp4"; in single quotes where it has $ or !',
    },
    library: {
      type: 'boolean',
      description: 'Instead: how many files each template catches, and which fields stay empty',
    },
    json: { type: 'boolean', description: 'Print JSON' },
    ...settingArgs,
  },
  run: ({ rawArgs, args }) => {
    const own = { library: { type: 'boolean' }, json: { type: 'boolean' } } as const;
    const options = { ...readSettings(rawArgs, own), isJson: args.json === true, terminal };
    if (args.library === true) parseLibrary(options);
    else if (args.name !== undefined) parseOneName(args.name, options);
    else throw new ConfigError('Which name? reeldex parse "NAME", or reeldex parse --library');
  },
});

const buildCommand = defineCommand({
  meta: { name: 'build', description: 'Build the web site' },
  run: async () => build(root, terminal),
});

const commands = {
  start: startCommand,
  demo: demoCommand,
  scan: scanCommand,
  rebuild: rebuildCommand,
  parse: parseCommand,
  doctor: doctorCommand,
  server: programCommand('server', 'Run the web site and the API alone', async () => {
    const { runServer } = await import('../server/main.ts');
    await runProgram('server', runServer);
  }),
  indexer: programCommand('indexer', 'Run the indexer alone', async () => {
    const { runIndexer } = await import('../indexer/main.ts');
    await runProgram('indexer', runIndexer);
  }),
  worker: programCommand('worker', 'Run the maker of previews alone', async () => {
    const { runWorker } = await import('../worker/main.ts');
    await runProgram('worker', runWorker);
  }),
  meili: meiliCommand,
  build: buildCommand,
};

const reeldex = defineCommand({
  meta: { name: 'reeldex', version, description: 'A self-hosted video library' },
  subCommands: commands,
});

/** The help of the command that is named, or of all. */
async function renderHelp(rawArgs: readonly string[]): Promise<string> {
  const [, command] = Object.entries(commands).find(([name]) => name === rawArgs[0]) ?? [];
  if (command === undefined) return await renderUsage(reeldex);
  return await renderUsage({ meta: command.meta ?? {}, args: command.args ?? {} }, reeldex);
}

async function run(rawArgs: readonly string[]): Promise<void> {
  const isOneOf = (...flags: string[]) => rawArgs.some((argument) => flags.includes(argument));
  if (rawArgs.length === 0 || isOneOf('--help', '-h')) terminal.line(await renderHelp(rawArgs));
  else if (isOneOf('--version')) terminal.line(version);
  else await runCommand(reeldex, { rawArgs: [...rawArgs] });
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  const errors = new Terminal(process.stderr);
  errors.line(errors.paint('red', describeFailure(error)));
}

/** What is expected to go wrong needs no stack. */
function describeFailure(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'CLIError') return `${error.message}. See: reeldex --help`;
  return error.stack ?? error.message;
}
