// The supervisor on real processes: small programs that crash, obey, or do not.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { ProgramSpec } from '../../cli/supervision/program-spec.ts';
import type { UnexpectedEnd } from '../../cli/supervision/supervised-program.ts';
import { STOP_MS, Supervisor } from '../../cli/supervision/supervisor.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { isAlive } from './cli-process.ts';

const obedient = `
  process.on('SIGTERM', () => { console.log('bye'); process.exit(); });
  process.on('disconnect', () => process.exit());
  setInterval(() => {}, 1000);
  console.log('up');
`;
const deaf = `
  process.on('SIGTERM', () => console.log('no'));
  process.on('disconnect', () => process.exit());
  setInterval(() => {}, 1000);
  console.log('up');
`;
/** Has a child of its own that would live on, and tells its pid. */
const parent = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  console.log('child ' + child.pid);
  process.on('disconnect', () => { child.kill(); process.exit(); });
`;
const crashing = `throw new RangeError('out of luck');`;

function nodeProgram(name: string, source: string, more: Partial<ProgramSpec> = {}): ProgramSpec {
  const args = ['--input-type=module', '-e', source];
  return { name, command: process.execPath, args, env: process.env, tether: 'channel', ...more };
}

/** Notes all that a supervisor tells, and is certain to leave no process behind. */
function supervise(specs: readonly ProgramSpec[]) {
  const lines: string[] = [];
  const ends: UnexpectedEnd[] = [];
  const repairs: string[] = [];
  const supervisor = new Supervisor(specs, {
    onLine: (program, { text }) => lines.push(`${program} ${text}`),
    onUnexpectedEnd: (end) => ends.push(end),
    onRepair: (program, what) => repairs.push(`${program} ${what}`),
  });
  onTestFinished(() => supervisor.kill());
  const running = supervisor.run();
  running.catch(() => undefined);
  return { supervisor, running, lines, ends, repairs };
}

const patience = { timeout: 10_000, interval: 20 };

describe('a supervisor', () => {
  it('stops the programs together, and last the one that they rest on', async () => {
    const { supervisor, running, lines } = supervise([
      nodeProgram('first', obedient),
      nodeProgram('second', obedient),
      nodeProgram('third', obedient),
    ]);
    await vi.waitFor(
      () => expect(lines.toSorted()).toEqual(['first up', 'second up', 'third up']),
      patience,
    );
    const pids = [...supervisor.pids.values()];

    expect(await supervisor.stop()).toEqual([]);

    await running;
    expect(lines.slice(3, 5).toSorted()).toEqual(['second bye', 'third bye']);
    expect(lines.slice(5)).toEqual(['first bye']);
    expect(pids).toHaveLength(3);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('kills what does not obey, in time, and what it rests on after it', async () => {
    const { supervisor, lines } = supervise([
      nodeProgram('polite', obedient),
      nodeProgram('deaf', deaf),
    ]);
    await vi.waitFor(() => expect(lines).toHaveLength(2), patience);
    const pids = [...supervisor.pids.values()];
    const startedMs = performance.now();

    expect(await supervisor.stop()).toEqual(['deaf']);

    expect(performance.now() - startedMs).toBeLessThan(STOP_MS + 500);
    expect(lines.slice(2)).toEqual(['deaf no', 'polite bye']);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('starts a program that died again and says why it died', async () => {
    const { supervisor, lines, ends } = supervise([nodeProgram('victim', obedient)]);
    await vi.waitFor(() => expect(lines).toEqual(['victim up']), patience);
    const before = supervisor.pids.get('victim');

    process.kill(before ?? 0, 'SIGKILL');

    await vi.waitFor(() => expect(lines).toEqual(['victim up', 'victim up']), patience);
    expect(ends).toEqual([{ program: 'victim', how: 'was ended by SIGKILL', restartInMs: 500 }]);
    expect(supervisor.pids.get('victim')).not.toBe(before);
  });

  it('gives up with the reason when a program only crashes, and can still stop the others', async () => {
    const { supervisor, running, ends } = supervise([
      nodeProgram('fine', obedient),
      nodeProgram('broken', crashing, {
        repair: (failedStarts) => Promise.resolve(failedStarts === 2 ? 'mended' : undefined),
      }),
    ]);

    await expect(running).rejects.toThrow(
      'broken cannot be kept running: it ended 5 times right after its start. Last time it ended with exit code 1: RangeError: out of luck',
    );

    expect(ends.map((end) => end.restartInMs)).toEqual([500, 1000, 2000, 4000]);
    expect([...supervisor.pids.keys()]).toEqual(['fine']);
    expect(await supervisor.stop()).toEqual([]);
  }, 30_000);

  it('lets a program be mended before it is started again', async () => {
    const folder = await temporaryFolder();
    const needed = join(folder, 'needed.mjs');
    const { lines, repairs } = supervise([
      nodeProgram('patient', `await import(${JSON.stringify(needed)})`, {
        repair: async () => {
          await writeFile(needed, obedient);
          return 'wrote what was missing';
        },
      }),
    ]);
    await vi.waitFor(() => expect(lines.at(-1)).toBe('patient up'), patience);
    expect(repairs).toEqual(['patient wrote what was missing']);
  });

  it('does not start a program again that is stopped while it waits', async () => {
    const { supervisor, running, ends, lines } = supervise([nodeProgram('broken', crashing)]);
    await vi.waitFor(() => expect(ends).toHaveLength(3), patience);
    const said = lines.length;

    await supervisor.stop();

    await running;
    expect(lines).toHaveLength(said);
    expect(supervisor.pids.size).toBe(0);
  });

  it('leaves none of the processes that a dead program had started', async () => {
    const { supervisor, lines, ends } = supervise([nodeProgram('parent', parent)]);
    await vi.waitFor(() => expect(lines).toHaveLength(1), patience);
    const grandchild = Number(lines[0]?.replace('parent child ', ''));
    expect(isAlive(grandchild)).toBe(true);

    process.kill(supervisor.pids.get('parent') ?? 0, 'SIGKILL');

    await vi.waitFor(() => expect(ends).toHaveLength(1), patience);
    await vi.waitFor(() => expect(isAlive(grandchild)).toBe(false), patience);
  });

  it('says when a program cannot be started at all', async () => {
    const { ends } = supervise([
      { name: 'absent', command: '/nowhere/program', args: [], env: {}, tether: 'channel' },
    ]);
    await vi.waitFor(() => expect(ends).toHaveLength(1), patience);
    expect(ends[0]?.how).toBe('could not be started (spawn /nowhere/program ENOENT)');
  });

  it('hands on the exit code and the arguments of a program that is bound by a pipe', async () => {
    const script = 'echo "$1"; exit 7';
    const { lines, ends } = supervise([
      {
        name: 'shell',
        command: 'sh',
        args: ['-c', script, 'sh', 'two words $HOME'],
        env: process.env,
        tether: 'pipe',
      },
    ]);
    await vi.waitFor(() => expect(ends).toHaveLength(1), patience);
    expect(lines).toEqual(['shell two words $HOME']);
    expect(ends[0]?.how).toBe('ended with exit code 7');
  });
});

/** Runs a supervisor in a process of its own and returns it with the pids that it supervises. */
async function superviseElsewhere(folder: string) {
  const script = join(folder, 'supervise.ts');
  const module = JSON.stringify(join(import.meta.dirname, '../../cli/supervision/supervisor.ts'));
  const specs = JSON.stringify([
    nodeProgram('node', obedient, { env: {} }),
    { name: 'other', command: 'sleep', args: ['300'], env: {}, tether: 'pipe' },
  ]);
  await writeFile(
    script,
    `import { Supervisor } from ${module};
     const nothing = () => {};
     const onLine = () => console.log(JSON.stringify(Object.fromEntries(supervisor.pids)));
     const supervisor = new Supervisor(${specs}, { onLine, onUnexpectedEnd: nothing, onRepair: nothing });
     await supervisor.run();`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: unknown[] = await once(createInterface({ input: child.stdout }), 'line');
  const pids = z.record(z.string(), z.number()).parse(JSON.parse(String(said[0])));
  return { child, pids: Object.values(pids) };
}

describe('a supervisor that is killed', () => {
  it('takes its programs with it', async () => {
    const { child, pids } = await superviseElsewhere(await temporaryFolder());
    expect(pids.filter(isAlive)).toHaveLength(2);

    child.kill('SIGKILL');

    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), patience);
  });
});
