// One program over all its runs: starts it, starts it again after a wait, stops it. What it prints is handed on.

import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../core/errors.ts';
import { describeEnd, type OutputLine } from './describe-end.ts';
import type { ProgramSpec } from './program-spec.ts';
import { decideRestart, noRuns } from './restart-policy.ts';
import { TetheredProcess } from './tethered-process.ts';

/** A program ended without having been asked to, and is started again. */
export interface UnexpectedEnd {
  readonly program: string;
  /** In words, for example `ended with exit code 1: EADDRINUSE`. */
  readonly how: string;
  readonly restartInMs: number;
}

/** Who is told of what happens to a program. */
export interface ProgramListener {
  readonly onLine: (program: string, line: OutputLine) => void;
  readonly onUnexpectedEnd: (end: UnexpectedEnd) => void;
  readonly onRepair: (program: string, what: string) => void;
}

/** Lines of output among which the reason of an end is looked for. */
const TAIL_LINES = 50;

/** Keeps one program running. */
export class SupervisedProgram {
  readonly name: string;
  readonly #spec: ProgramSpec;
  readonly #listener: ProgramListener;
  readonly #stopping = new AbortController();
  #process: TetheredProcess | undefined;
  #running: Promise<void> | undefined;

  constructor(spec: ProgramSpec, listener: ProgramListener) {
    this.name = spec.name;
    this.#spec = spec;
    this.#listener = listener;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * Runs the program until `stop`. To be called once.
   *
   * @throws AppError `program_failed` when it cannot be kept running.
   */
  run(): Promise<void> {
    this.#running ??= this.#loop();
    return this.#running;
  }

  /** Ends the program: SIGTERM, and SIGKILL to it and all it started when it takes longer than `graceMs`. Never rejects. */
  async stop(graceMs: number): Promise<'obeyed' | 'killed'> {
    this.#stopping.abort();
    const running = this.#running?.catch(() => undefined) ?? Promise.resolve();
    this.#process?.terminate();
    const clock = new AbortController();
    const isInTime = await Promise.race([
      running.then(() => true),
      sleep(graceMs, false, { signal: clock.signal }),
    ]);
    clock.abort();
    if (isInTime) return 'obeyed';
    this.kill();
    await running;
    return 'killed';
  }

  /** Ends the program and all it started at once. */
  kill(): void {
    this.#stopping.abort();
    this.#process?.kill();
  }

  async #loop(): Promise<void> {
    let history = noRuns;
    while (!this.#isStopping()) {
      const startedMs = performance.now();
      const how = await this.#runOnce();
      if (this.#isStopping()) return;
      const decision = decideRestart(history, performance.now() - startedMs);
      history = decision.history;
      if (decision.delayMs === undefined) throw giveUp(this.name, history.failedStarts, how);
      this.#listener.onUnexpectedEnd({ program: this.name, how, restartInMs: decision.delayMs });
      await waitUnlessAborted(decision.delayMs, this.#stopping.signal);
      if (!this.#isStopping() && history.failedStarts > 0) await this.#repair(history.failedStarts);
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Runs the program to its end; returns how it ended, in words. */
  async #runOnce(): Promise<string> {
    const tail: OutputLine[] = [];
    const process = new TetheredProcess(this.#spec, (line) => {
      if (tail.push(line) > TAIL_LINES) tail.shift();
      this.#listener.onLine(this.name, line);
    });
    this.#process = process;
    try {
      if (process.pid !== undefined) await this.#spec.onStarted?.(process.pid);
      return describeEnd(await process.ended, tail);
    } finally {
      process.kill();
      await process.ended;
      this.#process = undefined;
      await this.#spec.onEnded?.();
    }
  }

  async #repair(failedStarts: number): Promise<void> {
    const what = await this.#spec.repair?.(failedStarts);
    if (what !== undefined) this.#listener.onRepair(this.name, what);
  }
}

function giveUp(program: string, failedStarts: number, how: string): AppError {
  return new AppError(
    'program_failed',
    `${program} cannot be kept running: it ended ${failedStarts} times right after its start. Last time it ${how}`,
  );
}

async function waitUnlessAborted(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal }).catch(() => undefined);
}
