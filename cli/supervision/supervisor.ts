// Several programs as one: started together, stopped together with the one that they rest on last, all of them or none.

import { SupervisedProgram, type ProgramListener } from './supervised-program.ts';
import type { ProgramSpec } from './program-spec.ts';

/** All programs together have this long to end by themselves. */
export const STOP_MS = 4500;

/** Of that, what the first program, which is stopped last, may count on. */
const FIRST_STOP_MS = 1500;

/** Runs programs until one of them cannot be kept running or all are stopped. */
export class Supervisor {
  readonly #programs: readonly SupervisedProgram[];
  #stopping: Promise<readonly string[]> | undefined;

  /** @param specs the first is the one that the others rest on; they do not rest on each other */
  constructor(specs: readonly ProgramSpec[], listener: ProgramListener) {
    this.#programs = specs.map((spec) => new SupervisedProgram(spec, listener));
  }

  /** The process ids of what runs now, by name. */
  get pids(): ReadonlyMap<string, number> {
    return new Map(
      this.#programs.flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid] as const])),
    );
  }

  /**
   * Starts every program and resolves when all were stopped.
   *
   * @throws AppError `program_failed` as soon as one of them cannot be kept running; the others run on until `stop`.
   */
  async run(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.run()));
  }

  /**
   * Stops all programs but the first at once, and the first when they have ended, within {@link STOP_MS}. Never rejects.
   *
   * @returns the names of those that had to be killed.
   */
  stop(): Promise<readonly string[]> {
    this.#stopping ??= this.#stopInOrder();
    return this.#stopping;
  }

  /** Ends every program at once, without order. */
  kill(): void {
    for (const program of this.#programs) program.kill();
  }

  async #stopInOrder(): Promise<readonly string[]> {
    const endMs = performance.now() + STOP_MS;
    const [first, ...others] = this.#programs;
    const killed = await stopAll(others, STOP_MS - FIRST_STOP_MS);
    if (first === undefined) return killed;
    return [...killed, ...(await stopAll([first], endMs - performance.now()))];
  }
}

/** Stops programs at once; answers with the names of those that had to be killed. */
async function stopAll(
  programs: readonly SupervisedProgram[],
  graceMs: number,
): Promise<readonly string[]> {
  const killed = await Promise.all(
    programs.map(async (program) => (await program.stop(graceMs)) === 'killed'),
  );
  return programs.filter((_, index) => killed[index]).map(({ name }) => name);
}
