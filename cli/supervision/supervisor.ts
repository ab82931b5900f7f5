// Several programs as one: started in order, stopped in the opposite one, all of them or none.

import { SupervisedProgram, type ProgramListener } from './supervised-program.ts';
import type { ProgramSpec } from './program-spec.ts';

/** All programs together have this long to end by themselves. */
export const STOP_MS = 4500;

/** Runs programs until one of them cannot be kept running or all are stopped. */
export class Supervisor {
  readonly #programs: readonly SupervisedProgram[];
  #stopping: Promise<readonly string[]> | undefined;

  /** @param specs in the order in which they are started */
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
   * Stops the programs one after another, the last one first. Each may take an equal share of what is left of
   * {@link STOP_MS}, so that who ends at once leaves its time to the others. Never rejects.
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
    const order = this.#programs.toReversed();
    const killed: string[] = [];
    for (const [index, program] of order.entries()) {
      const graceMs = Math.max(endMs - performance.now(), 0) / (order.length - index);
      if ((await program.stop(graceMs)) === 'killed') killed.push(program.name);
    }
    return killed;
  }
}
