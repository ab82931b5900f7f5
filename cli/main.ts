#!/usr/bin/env node
// The commands of `reeldex`: their arguments, help, errors and exit codes. What they do is in commands/.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  defineCommand,
  renderUsage,
  runCommand,
  type ArgsDef,
  type CommandMeta,
  type Resolvable,
} from 'citty';
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
import { checkFlags } from './command-flags.ts';
import { howToCall, programName } from './how-to-call.ts';
import { configFlagOf, withoutOwnFlags, type OwnFlags } from './own-flags.ts';
import { Terminal } from './terminal/terminal.ts';

const root = join(import.meta.dirname, '..');
const { env } = process;
const cwd = process.cwd();
const terminal = new Terminal(process.stdout);
const call = { script: process.argv[1] ?? '', env, cwd };
/** The command in words to paste. */
const inWords = (command: string) => howToCall(command, call);

const dataArgs = {
  config: { type: 'string', valueHint: 'FILE', description: 'Settings (default: reeldex.yaml)' },
  data: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder of catalogue, index and previews',
  },
} as const satisfies ArgsDef;

const settingArgs = {
  ...dataArgs,
  host: { type: 'string', valueHint: 'ADDRESS', description: 'Address to listen on' },
  port: { type: 'string', valueHint: 'NUMBER', description: 'Port to listen on' },
} as const satisfies ArgsDef;

const verboseArgs = {
  verbose: { type: 'boolean', description: 'Show all that the programs log' },
} as const satisfies ArgsDef;

const { config: _, ...demoArgs } = { ...settingArgs, ...verboseArgs };

function readSettings(rawArgs: readonly string[], own: OwnFlags = {}) {
  const argv = withoutOwnFlags(rawArgs, own);
  return { config: loadConfig({ env, argv, cwd }), configFlag: configFlagOf(argv) };
}

/** A program in this process, as if it had been called by itself: it reads its arguments from `process.argv`. */
function programCommand(
  { name, description, args }: { name: string; description: string; args: ArgsDef },
  run: () => Promise<void>,
) {
  return defineCommand({
    meta: { name, description },
    args,
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
    ...settingArgs,
    ...verboseArgs,
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
  args: { ...dataArgs, ...verboseArgs },
  run: async ({ rawArgs, args }) => {
    const { config } = readSettings(rawArgs, { verbose: { type: 'boolean' } });
    await meili({ config, env, terminal, isVerbose: args.verbose === true });
  },
});

const scanCommand = defineCommand({
  meta: { name: 'scan', description: 'Ask the running indexer for a scan and wait for it' },
  args: {
    ...dataArgs,
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
  args: dataArgs,
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
      throw new ConfigError(`--fix goes with: ${inWords('doctor')} previews`);
    } else if (args.subject === 'duplicates') {
      await listDuplicates({ dataDir, isJson, terminal });
    } else if (isJson) {
      throw new ConfigError(
        `--json goes with: ${inWords('doctor')} duplicates, ${inWords('doctor')} previews`,
      );
    } else if (
      args.subject !== undefined &&
      !config.folders.every(({ path }) => existsSync(path))
    ) {
      throw new ConfigError(
        `${args.subject} is no folder. Give one, or: ${inWords('doctor')} duplicates, ${inWords('doctor')} previews`,
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
    ...dataArgs,
  },
  run: ({ rawArgs, args }) => {
    const own = { library: { type: 'boolean' }, json: { type: 'boolean' } } as const;
    const options = { ...readSettings(rawArgs, own), isJson: args.json === true, terminal };
    if (args.library === true) parseLibrary(options);
    else if (args.name !== undefined) parseOneName(args.name, options);
    else {
      const parse = inWords('parse');
      throw new ConfigError(`Which name? ${parse} "NAME", or ${parse} --library`);
    }
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
  server: programCommand(
    { name: 'server', description: 'Run the web site and the API alone', args: settingArgs },
    async () => {
      const { runServer } = await import('../server/main.ts');
      await runProgram('server', runServer);
    },
  ),
  indexer: programCommand(
    { name: 'indexer', description: 'Run the indexer alone', args: dataArgs },
    async () => {
      const { runIndexer } = await import('../indexer/main.ts');
      await runProgram('indexer', runIndexer);
    },
  ),
  worker: programCommand(
    { name: 'worker', description: 'Run the maker of previews alone', args: dataArgs },
    async () => {
      const { runWorker } = await import('../worker/main.ts');
      await runProgram('worker', runWorker);
    },
  ),
  meili: meiliCommand,
  build: buildCommand,
};

const reeldex = defineCommand({
  meta: { name: programName(call), version, description: 'A self-hosted video library' },
  subCommands: commands,
});

/** What is known of the command that is named first. */
async function findCommand([first]: readonly string[]) {
  const [name, command] = Object.entries(commands).find(([one]) => one === first) ?? [];
  if (name === undefined || command === undefined) return undefined;
  const args = (await resolve<ArgsDef>(command.args)) ?? {};
  return { name, args, meta: await resolve<CommandMeta>(command.meta) };
}

/** citty lets definitions be promises and functions. */
async function resolve<Value extends object>(value: Resolvable<Value> | undefined) {
  return await (typeof value === 'function' ? value() : value);
}

/** The help of the command that is named, or of all. */
async function renderHelp(rawArgs: readonly string[]): Promise<string> {
  const command = await findCommand(rawArgs);
  if (command === undefined) return await renderUsage(reeldex);
  const { name, args, meta } = command;
  return await renderUsage({ meta: { ...meta, name: inWords(name) }, args });
}

async function run(rawArgs: readonly string[]): Promise<void> {
  const isOneOf = (...flags: string[]) => rawArgs.some((argument) => flags.includes(argument));
  if (rawArgs.length === 0 || isOneOf('--help', '-h')) terminal.line(await renderHelp(rawArgs));
  else if (isOneOf('--version')) terminal.line(version);
  else {
    const command = await findCommand(rawArgs);
    if (command !== undefined) checkFlags(command.name, rawArgs.slice(1), command.args);
    await runCommand(reeldex, { rawArgs: [...rawArgs] });
  }
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
  if (error.name === 'CLIError') return `${error.message}. See: ${programName(call)} --help`;
  return error.stack ?? error.message;
}
