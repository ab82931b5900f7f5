// A worker as a process of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Starts `worker/main.ts` as `worker-1`, unless `env` names it otherwise; it is killed when the test ends. */
export function startWorker(dataDir: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(root, 'worker/main.ts'), '--data', dataDir], {
    env: { ...process.env, REELDEX_PROCESS_ID: 'worker-1', REELDEX_LOG_TERMINAL: 'json', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, lines, exited };
}
