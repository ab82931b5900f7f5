// Which programs run, on which machine, and what they want a person to know.

import { z } from 'zod';
import type { Catalogue } from './open-catalogue.ts';
import type { ProcessesTable } from './schema.ts';
import { warning, type Warning } from '../contract/dashboard.ts';
import { writeUnsynced } from './write-unsynced.ts';

/** A program that was not heard of for this long does not run any more. */
export const SILENT_AFTER_MS = 15_000;

/** A program as it announces itself. */
export interface Announcement {
  /** Stays the same when the supervisor restarts the program. */
  readonly id: string;
  readonly program: ProcessesTable['program'];
  readonly pid: number;
  readonly host: string;
  readonly startedMs: number;
  readonly warnings: readonly Warning[];
}

/** A running program. */
export interface RunningProcess extends Announcement {
  readonly seenMs: number;
}

const warnings = z.array(warning);

/** Running programs by id. */
export class ProcessStore {
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Says that a program runs; call it every few seconds. */
  async announce(process: Announcement): Promise<void> {
    const columns = {
      program: process.program,
      pid: process.pid,
      host: process.host,
      started_ms: process.startedMs,
      seen_ms: Date.now(),
      warnings: JSON.stringify(process.warnings),
    };
    await writeUnsynced(this.#catalogue, async (catalogue) => {
      await catalogue
        .insertInto('processes')
        .values({ id: process.id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
    });
  }

  /** Says that a program ended in order. */
  async withdraw(id: string): Promise<void> {
    await this.#catalogue.deleteFrom('processes').where('id', '=', id).execute();
  }

  /** The programs that were heard of lately. */
  async running(): Promise<readonly RunningProcess[]> {
    const rows = await this.#catalogue
      .selectFrom('processes')
      .selectAll()
      .where('seen_ms', '>', Date.now() - SILENT_AFTER_MS)
      .orderBy('program')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      program: row.program,
      pid: row.pid,
      host: row.host,
      startedMs: row.started_ms,
      seenMs: row.seen_ms,
      warnings: warnings.parse(JSON.parse(row.warnings)),
    }));
  }
}
