// One logger a program: JSON lines to a rolled file and, readable or as JSON, to the terminal.

import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import pretty from 'pino-pretty';
import roll from 'pino-roll';

/** The logger that is handed down; a part takes `log.child({ component })`. */
export type Log = pino.Logger;

/** The streams that `data/logs/` has: the programs, the file listener and the hash collisions. */
export const logNames = [
  'server',
  'indexer',
  'worker',
  'watcher',
  'collisions',
  'supervisor',
] as const;

/** One of {@link logNames}. */
export type LogName = (typeof logNames)[number];

/** Where and how much is logged. */
export interface LogOptions {
  readonly name: LogName;
  readonly dataDir: string;
  readonly level: string;
  /** A file larger than this is rolled. */
  readonly maxSizeMb: number;
  /** Rolled files that are kept beside the current one. */
  readonly keepFiles: number;
  /** The terminal's form; `none` writes the file only. */
  readonly terminal: 'pretty' | 'json' | 'none';
}

const redact = [
  'masterKey',
  '*.masterKey',
  'apiKey',
  '*.apiKey',
  '*.headers.authorization',
  '*.headers.cookie',
];

/** Opens the log of one program; the files are `data/logs/<name>.<n>.log`. */
export async function openLog(options: LogOptions): Promise<Log> {
  const directory = join(options.dataDir, 'logs');
  mkdirSync(directory, { recursive: true });
  const file = await roll({
    file: join(directory, options.name),
    extension: '.log',
    size: `${options.maxSizeMb}m`,
    limit: { count: options.keepFiles },
    mkdir: true,
  });
  // A full disk costs lines of the log, and ends no program.
  if (file instanceof EventEmitter) file.on('error', () => undefined);
  const streams: pino.StreamEntry[] = [{ stream: file, level: 'trace' }];
  if (options.terminal === 'json') streams.push({ stream: process.stdout, level: 'trace' });
  if (options.terminal === 'pretty') {
    streams.push({
      stream: pretty({
        colorize: process.stdout.isTTY,
        ignore: 'pid,hostname,name,component',
        translateTime: 'SYS:HH:MM:ss',
        sync: true,
      }),
      level: 'trace',
    });
  }
  return pino(
    {
      name: options.name,
      level: options.level,
      redact,
      serializers: { err: pino.stdSerializers.err },
    },
    pino.multistream(streams),
  );
}
