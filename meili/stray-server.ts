// Notes which process serves the bundled index, and ends one that outlived its supervisor. Never kills by name.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { systemErrorCode } from '../core/errors.ts';
import { meiliFolder } from './data-folder.ts';

const GRACE_MS = 5000;
const POLL_MS = 20;

/** A pid alone may belong to another process by now; with its start and the boot it names one process for ever. */
const serverNote = z.object({ pid: z.number().int().positive(), birth: z.string() });

/** Notes that `pid` serves the index of `dataDir`; call it right after the start. */
export async function noteServer(dataDir: string, pid: number): Promise<void> {
  const birth = await readBirth(pid);
  if (birth === undefined) return;
  await writeFile(notePath(dataDir), JSON.stringify({ pid, birth }));
}

/** Forgets the noted server after it ended in order. */
export async function forgetServer(dataDir: string): Promise<void> {
  await rm(notePath(dataDir), { force: true });
}

/**
 * Ends the noted server if it still runs: SIGTERM, after 5 s SIGKILL. Its data folder can be opened by another then.
 *
 * @returns the pid that was ended, or undefined when there was nothing to end.
 */
export async function endStrayServer(dataDir: string): Promise<number | undefined> {
  const note = await readNote(notePath(dataDir));
  await forgetServer(dataDir);
  if (note === undefined || (await readBirth(note.pid)) !== note.birth) return undefined;
  kill(note.pid, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < GRACE_MS; waitedMs += POLL_MS) {
    if ((await readBirth(note.pid)) !== note.birth) return note.pid;
    await sleep(POLL_MS);
  }
  kill(note.pid, 'SIGKILL');
  while ((await readBirth(note.pid)) === note.birth) await sleep(POLL_MS);
  return note.pid;
}

function notePath(dataDir: string): string {
  return join(meiliFolder(dataDir), 'server.json');
}

async function readNote(path: string): Promise<z.infer<typeof serverNote> | undefined> {
  try {
    return serverNote.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

/** Boot id and start time of a living process; undefined when it is gone or this system has no /proc. */
async function readBirth(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold anything; state is field 3, starttime field 22 (proc(5)).
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return state === 'Z' || state === 'X' ? undefined : `${boot.trim()} ${rest[18] ?? ''}`;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
