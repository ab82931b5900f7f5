// The last lines of the programs' logs, for the dashboard.

import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LogsAnswer } from '../../core/contract/dashboard.ts';
import { systemErrorCode } from '../../core/errors.ts';
import type { LogName } from '../../core/log.ts';

/** So much of the end of a log is looked at. */
const TAIL_BYTES = 1024 * 1024;

const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const;
/** pino's levels by name. */
export type LogLevel = keyof typeof levels;

const logLine = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().default('') });

/** Which lines are wanted. */
export interface LogQuery {
  readonly name: LogName;
  /** The least serious level that is shown. */
  readonly level: LogLevel;
  readonly limit: number;
}

/** Reads the newest lines first; a log that was never written has none, and a line that is no JSON is left out. */
export async function readLog(
  logsDir: string,
  { name, level, limit }: LogQuery,
): Promise<LogsAnswer> {
  const path = await newestFile(logsDir, name);
  if (path === undefined) return { lines: [] };
  const lines = (await readTail(path)).split('\n').toReversed();
  const shown = lines
    .flatMap((line) => toLine(line) ?? [])
    .filter((line) => levels[line.level] >= levels[level]);
  return { lines: shown.slice(0, limit) };
}

/** Rolled files are `<name>.<number>.log`; the highest number is written to now. */
async function newestFile(logsDir: string, name: LogName): Promise<string | undefined> {
  const pattern = new RegExp(`^${name}\\.(\\d+)\\.log$`);
  const entries = await readdir(logsDir).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const numbers = entries.flatMap((entry) => pattern.exec(entry)?.[1] ?? []).map(Number);
  return numbers.length === 0 ? undefined : join(logsDir, `${name}.${Math.max(...numbers)}.log`);
}

async function readTail(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const length = Math.min(size, TAIL_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const text = buffer.toString('utf8', 0, bytesRead);
  // The first line of a part is cut.
  return length < size ? text.slice(text.indexOf('\n') + 1) : text;
}

function toLine(text: string) {
  const parsed = logLine.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { level, time, msg, pid, hostname, name, ...fields } = parsed.data;
  return { at: new Date(time).toISOString(), level: levelName(level), message: msg, fields };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function levelName(value: number): LogLevel {
  const known = (['fatal', 'error', 'warn', 'info', 'debug'] as const).find(
    (name) => value >= levels[name],
  );
  return known ?? 'trace';
}
