// Calls `reeldex` as a process of its own, for tests of the command line.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished, vi } from 'vitest';

const main = join(import.meta.dirname, '../../cli/main.ts');
/** For `vi.waitFor`: a busy machine starts programs slowly. */
export const patience = { timeout: 90_000, interval: 50 };

/** The environment of a person who has set nothing and calls no npm, which would move relative paths (`INIT_CWD`). */
const bareEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:REELDEX|MEILI|FFMPEG|FFPROBE|INIT_CWD|npm_)/.test(name),
  ),
);

/** Calls `reeldex` and gathers what it says; it is killed at the end of the test if it still runs. */
export function reeldex(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...bareEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, ended, said: () => said };
}

/** Calls `reeldex`; returns its exit code and all that it said, on both streams. */
export async function callToEnd(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const { ended, said } = reeldex(args, env);
  return { code: await ended, said: said() };
}

/** Waits until the call has said the line; a failure shows what it said instead. */
export async function waitForLine(
  run: ReturnType<typeof reeldex>,
  line: RegExp,
): Promise<RegExpExecArray> {
  return await vi.waitFor(() => {
    const match = line.exec(run.said());
    if (match === null) throw new Error(`${line.source} is not in:\n${run.said()}`);
    return match;
  }, patience);
}

/** A dead process that nobody has waited for yet is dead all the same. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Takes a port until the end of the test. */
export async function listenSomewhere(): Promise<number> {
  const { server, port } = await takePort();
  onTestFinished(() => void server.close());
  return port;
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const { server, port } = await takePort();
  await promisify(server.close.bind(server))();
  return port;
}

async function takePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}
