// The frame of a command that supervises: data folder and its lock, log, signals, and an end in order whatever happens.

import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import { openLog, type Log } from '../../core/log.ts';
import { Shutdown } from '../../core/shutdown.ts';
import { ensureDataFolder } from '../start/data-folder.ts';
import { DataFolderLock } from '../start/data-folder-lock.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createListener } from './program-listener.ts';
import type { ProgramSpec } from './program-spec.ts';
import { listenForStop } from './stop-signals.ts';
import { Supervisor } from './supervisor.ts';

/** As a shell reports an end by SIGINT. */
const KILLED_EXIT_CODE = 130;

/** How a supervising command runs. */
export interface SessionOptions {
  readonly config: Pick<Config, 'dataDir' | 'log'>;
  readonly terminal: Terminal;
  /** True shows all that the programs say. */
  readonly isVerbose: boolean;
}

interface SessionParts extends SessionOptions {
  readonly lock: DataFolderLock;
  readonly log: Log;
}

/** One run of a supervising command on one data folder. */
export class Session {
  readonly log: Log;
  /** Run at the end, last first; the programs are stopped in their turn. */
  readonly shutdown = new Shutdown();
  readonly #parts: SessionParts;
  readonly #stop = new AbortController();
  #supervisor: Supervisor | undefined;
  #running: Promise<void> = Promise.resolve();

  private constructor(parts: SessionParts) {
    this.#parts = parts;
    this.log = parts.log;
    this.shutdown.add('lock', () => parts.lock.release());
  }

  /**
   * Holds the data folder, lets `setUp` start programs and keeps them running until a signal, then stops them in order. A
   * second signal kills them at once and ends this process.
   *
   * @throws AppError when the data folder cannot be had or a program cannot be kept running; what `setUp` throws.
   */
  static async run(
    options: SessionOptions,
    setUp: (session: Session) => Promise<void>,
  ): Promise<void> {
    const { dataDir, log: logSettings } = options.config;
    await ensureDataFolder(dataDir);
    const lock = DataFolderLock.acquire(dataDir);
    const log = await openLog({ ...logSettings, name: 'supervisor', dataDir, terminal: 'none' });
    await new Session({ ...options, lock, log }).#run(setUp);
  }

  /** Aborted as soon as somebody asks for the end. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Tells a second start on the same data folder where this one is. */
  announce(url: string): void {
    this.#parts.lock.announce(url);
  }

  /**
   * Starts programs, in this order. To be called once.
   *
   * @throws the signal's reason when the end was asked for meanwhile.
   */
  supervise(specs: readonly ProgramSpec[]): Supervisor {
    this.signal.throwIfAborted();
    const { terminal, config } = this.#parts;
    const logsDir = join(config.dataDir, 'logs');
    const supervisor = new Supervisor(specs, createListener(specs, { ...this.#parts, logsDir }));
    this.#supervisor = supervisor;
    this.shutdown.add('programs', async () => {
      for (const name of await supervisor.stop())
        terminal.line(`${name} did not stop in time and was killed.`);
    });
    this.#running = supervisor.run();
    // Looked at when `setUp` is through; until then it is nobody's rejection.
    this.#running.catch(() => undefined);
    return supervisor;
  }

  /** Runs what the programs do not depend on: when it fails, that is logged and all else goes on. */
  inBackground(what: string, task: () => Promise<void>): void {
    task().catch((error: unknown) => {
      if (!this.signal.aborted) this.log.error({ err: error, what }, 'background task failed');
    });
  }

  async #run(setUp: (session: Session) => Promise<void>): Promise<void> {
    listenForStop({
      onFirst: (signal) => this.#requestStop(signal),
      onRepeated: () => this.#killAtOnce(),
    });
    const stopRequested = new Promise<void>((resolve) => {
      this.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      await setUp(this);
      await Promise.race([this.#running, stopRequested]);
    } catch (error) {
      if (this.signal.aborted) return;
      this.log.fatal({ err: error }, 'giving up');
      throw error;
    } finally {
      this.#stop.abort();
      await this.shutdown.end(this.log);
    }
  }

  #requestStop(signal: NodeJS.Signals): void {
    this.log.info({ signal }, 'stopping');
    this.#parts.terminal.line('Stopping …');
    this.#stop.abort();
  }

  #killAtOnce(): never {
    this.#supervisor?.kill();
    this.#parts.lock.release();
    process.exit(KILLED_EXIT_CODE);
  }
}
