// Collects the names that something happened to, by folder, until they stand still. Pure: the caller brings the time.

/** A name counts as settled when nothing happened to it for so long. */
const QUIET_MS = 250;
/** A file that is written to is quiet for longer between two writes, and is not read any sooner anyway. */
const QUIET_AFTER_WRITE_MS = 1000;
/** A folder in which names settle one by one is not looked at more often than this. */
const PAUSE_MS = 1000;

/** What happened to a name: it was written to (or its times changed), or it came, went or was renamed. */
export type Happening = 'written' | 'moved';

/** What settled in one folder. */
export interface SettledFolder {
  readonly folder: string;
  readonly names: readonly string[];
}

interface UnsettledName {
  lastMs: number;
  quietMs: number;
}

/** Folders with names that something happened to. */
export class DirtyFolders {
  readonly #folders = new Map<string, Map<string, UnsettledName>>();
  /** When each folder was taken last, for {@link PAUSE_MS}. */
  readonly #takenMs = new Map<string, number>();

  /** Whether nothing waits. */
  get isEmpty(): boolean {
    return this.#folders.size === 0;
  }

  /** Notes that something happened. A file that is written to for hours stays unsettled for hours; others do not wait. */
  note(folder: string, name: string, happening: Happening, nowMs: number): void {
    const names = this.#folders.get(folder) ?? new Map<string, UnsettledName>();
    this.#folders.set(folder, names);
    const known = names.get(name) ?? { lastMs: nowMs, quietMs: QUIET_MS };
    known.lastMs = nowMs;
    if (happening === 'written') known.quietMs = QUIET_AFTER_WRITE_MS;
    names.set(name, known);
  }

  /** Takes out what has settled by `nowMs`, from at most `limit` folders. */
  takeSettled(nowMs: number, limit: number): readonly SettledFolder[] {
    for (const [folder, takenMs] of this.#takenMs) {
      if (nowMs - takenMs >= PAUSE_MS) this.#takenMs.delete(folder);
    }
    const settled: SettledFolder[] = [];
    for (const [folder, names] of this.#folders) {
      if (settled.length >= limit) break;
      if (this.#takenMs.has(folder)) continue;
      const quiet = Array.from(names).filter(
        ([, { lastMs, quietMs }]) => nowMs - lastMs >= quietMs,
      );
      if (quiet.length === 0) continue;
      for (const [name] of quiet) names.delete(name);
      if (names.size === 0) this.#folders.delete(folder);
      this.#takenMs.set(folder, nowMs);
      settled.push({ folder, names: quiet.map(([name]) => name) });
    }
    return settled;
  }
}
