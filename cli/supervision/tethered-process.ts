// One process with its own group, bound to the life of this one. Owns spawning, output by lines and signals; restarts are not its business.

import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { systemErrorCode } from '../../core/errors.ts';
import type { OutputLine } from './describe-end.ts';
import type { ProgramSpec } from './program-spec.ts';

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started at all. */
  readonly startError: Error | undefined;
}

type TakeLine = (line: OutputLine) => void;

/**
 * The shell becomes the program (`exec`), so that its pid and its exit code are the program's. What stays behind waits for
 * the end of pipe 3, which the kernel closes however the supervisor dies, and ends the program then.
 */
const tetherScript = '{ cat <&3 >/dev/null 2>&1; kill -TERM $$; } & exec 3<&- "$0" "$@"';

/** A running process of its own session: Ctrl-C in the terminal reaches the supervisor only. */
export class TetheredProcess {
  readonly #child: ChildProcess;
  /** Once it has ended, its number may be another process's. */
  #isOver = false;
  /** Resolves when the process has ended and all its output was taken; never rejects. */
  readonly ended: Promise<ProcessEnd>;

  constructor(spec: ProgramSpec, takeLine: TakeLine) {
    this.#child = spawnTethered(spec);
    for (const stream of ['stdout', 'stderr'] as const)
      takeLines(this.#child[stream], (text) => takeLine({ stream, text }));
    this.ended = this.#waitForEnd();
  }

  /** Undefined when the process could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks the process, and it alone, to end: it knows best in which order its own children go. */
  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  /** Ends the process and everything that it started, at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
    this.#killGroup();
  }

  #waitForEnd(): Promise<ProcessEnd> {
    return new Promise((resolve) => {
      this.#child.on('error', (startError) => {
        // Also emitted when a signal could not be sent: then the process runs on and its end is still to come.
        if (this.#child.pid === undefined) resolve({ exitCode: null, signal: null, startError });
      });
      // What it leaves behind (an ffmpeg, the tether) would hold the pipes open and work on without it.
      this.#child.once('exit', () => {
        this.#killGroup();
        this.#isOver = true;
      });
      this.#child.once('close', (exitCode, signal) => {
        resolve({ exitCode, signal, startError: undefined });
      });
    });
  }

  #killGroup(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#isOver || process.platform === 'win32') return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if (systemErrorCode(error) !== 'ESRCH') throw error;
    }
  }
}

function spawnTethered(spec: ProgramSpec): ChildProcess {
  const options: SpawnOptions = {
    env: spec.env,
    detached: true,
    ...(spec.cwd !== undefined && { cwd: spec.cwd }),
  };
  if (spec.tether === 'channel')
    return spawn(spec.command, spec.args, { ...options, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const isShellless = process.platform === 'win32';
  const [command, args] = isShellless
    ? [spec.command, spec.args]
    : ['/bin/sh', ['-c', tetherScript, spec.command, ...spec.args]];
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  // Nothing is ever sent through it: that it breaks when the program dies is its purpose.
  child.stdio[3]?.on('error', () => undefined);
  return child;
}

function takeLines(stream: Readable | null, take: (line: string) => void): void {
  if (stream === null) return;
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
}
