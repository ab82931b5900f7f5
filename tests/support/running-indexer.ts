// An indexer as a process of its own, as on a second machine: started, killed and looked at from outside.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemErrorCode } from '../../core/errors.ts';

const main = join(import.meta.dirname, '../../indexer/main.ts');
/** Processes that an indexer starts inherit this variable, by which they are found again. */
const MARK = 'REELDEX_TEST_MARK';

const logLine = z.record(z.string(), z.unknown());

/** How an indexer is started. */
export interface IndexerOptions {
  readonly dataDir: string;
  /** Library folders. */
  readonly folders: readonly string[];
  /** Its name in leases, which outlives the process. */
  readonly id?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A started indexer; whoever started it ends it. */
export class RunningIndexer {
  readonly #process: ChildProcess;
  readonly #mark: string;
  readonly #ended: Promise<unknown>;
  #output = '';

  /** Starts `node indexer/main.ts`; it is up when it says "indexer is running". */
  constructor({ dataDir, folders, id = 'indexer', env = {} }: IndexerOptions) {
    this.#mark = `${dataDir} ${id}`;
    this.#process = spawn(process.execPath, [main, ...folders, '--data', dataDir], {
      env: {
        ...process.env,
        REELDEX_PROCESS_ID: id,
        REELDEX_LOG_TERMINAL: 'json',
        [MARK]: this.#mark,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    this.#ended = once(this.#process, 'close');
  }

  /** Everything that it printed, JSON lines. */
  get output(): string {
    return this.#output;
  }

  /** What it logged so far. */
  get lines(): readonly Readonly<Record<string, unknown>>[] {
    return this.#output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => logLine.parse(JSON.parse(line)));
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Sends a signal and resolves when the process is gone, with its exit code. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.isRunning) this.#process.kill(signal);
    await this.#ended;
    return this.#process.exitCode;
  }

  /** The command lines of the processes that were started for this indexer and live on. Linux only. */
  async leftovers(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      try {
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
        if (!environment.split('\0').includes(`${MARK}=${this.#mark}`)) continue;
        left.push((await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' '));
      } catch (error) {
        // It ended meanwhile, or is another user's.
        if (systemErrorCode(error) === undefined) throw error;
      }
    }
    return left;
  }
}
