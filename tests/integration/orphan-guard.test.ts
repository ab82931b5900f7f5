// Programs that are run do not outlive the one that runs them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { isRunning } from '../support/is-running.ts';

const runProcess = join(import.meta.dirname, '../../core/run-process.ts');

it('a program that hangs ends with the process that runs it, however that ends', async () => {
  // A time that no other process sleeps.
  const time = `${process.pid}.4711`;
  const script = `import { runProcess } from ${JSON.stringify(runProcess)};
    await runProcess('true', []);
    await runProcess('sleep', ['${time}']);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const exited = once(parent, 'exit');
  onTestFinished(() => void parent.kill('SIGKILL'));
  parent.stdin.end(script);
  await vi.waitUntil(() => isRunning(`sleep\0${time}`), { timeout: 20_000 });
  parent.kill('SIGKILL');
  await exited;
  await vi.waitUntil(async () => !(await isRunning(`sleep\0${time}`)), { timeout: 20_000 });
  expect(parent.signalCode).toBe('SIGKILL');
});
