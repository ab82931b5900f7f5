// Follows what happens in the folders of one library, and has a look taken at each that something happened to.

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FolderTarget } from '../../core/catalogue/folder-tree.ts';
import type { LookCounts } from '../../core/catalogue/folder-store.ts';
import type { Log } from '../../core/log.ts';
import type { LookOptions } from '../scan/look-at-folders.ts';
import type { WalkFilter } from '../scan/walk-rules.ts';
import { absorbTargets } from './absorb-targets.ts';
import { DirtyFolders, type Happening, type SettledFolder } from './dirty-folders.ts';
import { nameMeaning } from './name-meaning.ts';
import { WatchedTree } from './watched-tree.ts';

/** How often something that happened is looked at anew whether it has settled. */
const TICK_MS = 100;
/** Folders that are looked at together: what settles in more of them comes with the next look. */
const FOLDERS_A_LOOK = 500;
/**
 * The system drops what it cannot queue (fs.inotify.max_queued_events, 16,384 unless changed, for all libraries), and Node
 * says nothing of it. Who finds a quarter of that many waiting at once may have missed some.
 */
const FLOOD = 4096;
/** Names in a line of the log. */
const SAMPLE = 5;

/** What a follower works with. */
export interface ChangeFollowerOptions {
  /** Path text of the library folder. */
  readonly root: string;
  readonly filter: WalkFilter;
  readonly isRemote: (realPath: string) => boolean;
  /** Looks at folders of the library and records what is new, changed and gone. */
  readonly look: (options: LookOptions) => Promise<Omit<LookCounts, 'found'>>;
  /** How often folders that cannot be watched are looked at. */
  readonly pollMs: number;
  readonly log: Log;
}

/** Watches one library folder. */
export class ChangeFollower {
  readonly #options: ChangeFollowerOptions;
  readonly #dirty = new DirtyFolders();
  readonly #tree: WatchedTree;
  #isFlooded = false;
  #inThisTurn = 0;
  #wake: () => void = () => undefined;

  constructor(options: ChangeFollowerOptions) {
    this.#options = options;
    const { root, filter, isRemote, log } = options;
    this.#tree = new WatchedTree({
      root,
      filter,
      isRemote,
      listener: {
        onHappening: (folder, name, happening) => this.#note(folder, name, happening),
        onError: (folder, error) => log.warn({ folder, err: error }, 'folder not watched'),
      },
    });
  }

  /** How many folders are watched. */
  get size(): number {
    return this.#tree.size;
  }

  /** Folders that cannot be watched; {@link follow} has them looked at now and then. */
  get unwatchable(): readonly string[] {
    return this.#tree.unwatchable;
  }

  /** Begins to watch; what happens from then on waits for {@link follow}. @throws where `isExhaustion`. */
  async start(): Promise<void> {
    await this.#tree.add(this.#options.root);
  }

  /**
   * Has looks taken until so much happens at once that some of it may have been missed. All has to be watched and looked
   * at anew then.
   *
   * @throws what a look throws, where `isExhaustion`, and the reason of `signal`.
   */
  async follow(signal: AbortSignal): Promise<'flooded'> {
    const { pollMs, log, root } = this.#options;
    let polledMs = performance.now();
    for (;;) {
      await this.#rest(polledMs + pollMs - performance.now(), signal);
      if (this.#isFlooded) {
        log.warn({ library: root }, 'too much happened at once: watching anew and scanning');
        return 'flooded';
      }
      const settled = this.#dirty.takeSettled(performance.now(), FOLDERS_A_LOOK);
      await this.#lookAt(settled, signal);
      if (performance.now() - polledMs < pollMs) continue;
      polledMs = performance.now();
      const unwatched = this.unwatchable.map((path) => ({ path, isDeep: true }));
      if (unwatched.length > 0) await this.#options.look({ targets: unwatched, signal });
    }
  }

  /** Ceases to watch. */
  close(): void {
    this.#tree.close();
  }

  #note(folder: string, name: string, happening: Happening): void {
    if (this.#inThisTurn === 0) setImmediate(() => (this.#inThisTurn = 0));
    this.#inThisTurn += 1;
    if (this.#inThisTurn >= FLOOD) this.#isFlooded = true;
    if (nameMeaning(folder, name, this.#options.filter) === 'hidden') return;
    this.#dirty.note(folder, name, happening, performance.now());
    this.#wake();
  }

  /** Until something may have settled, or for so long when nothing happened. */
  async #rest(idleMs: number, signal: AbortSignal): Promise<void> {
    if (this.#dirty.isEmpty) {
      const woken = new AbortController();
      this.#wake = () => woken.abort();
      const end = AbortSignal.any([signal, woken.signal]);
      await delay(Math.max(0, idleMs), undefined, { signal: end }).catch(() => undefined);
    }
    await delay(TICK_MS, undefined, { signal });
  }

  async #lookAt(settled: readonly SettledFolder[], signal: AbortSignal): Promise<void> {
    const { look, log } = this.#options;
    const paths: string[] = [];
    const all: FolderTarget[] = [];
    for (const { folder, names } of settled) {
      for (const name of names) {
        const targets = await this.#targetsOf(folder, name);
        if (targets.length > 0) paths.push(join(folder, name));
        all.push(...targets);
      }
    }
    if (all.length === 0) return;
    log.info({ count: paths.length, paths: paths.slice(0, SAMPLE) }, 'changes noticed');
    const startMs = performance.now();
    const targets = absorbTargets(all);
    // What is watched is on a disk of this machine.
    const counts = await look({ targets, isInThread: false, signal });
    const durationMs = Math.round(performance.now() - startMs);
    log.info({ folders: targets.length, ...counts, durationMs }, 'folders looked at');
  }

  /** Where to look because of something that happened to a name. */
  async #targetsOf(folder: string, name: string): Promise<readonly FolderTarget[]> {
    const moved = await this.#tree.follow(join(folder, name));
    const meaning = nameMeaning(folder, name, this.#options.filter);
    const targets = moved.map((path) => ({ path, isDeep: true }));
    if (meaning === 'folder') targets.push({ path: folder, isDeep: false });
    if (meaning === 'tree') targets.push({ path: folder, isDeep: true });
    return targets;
  }
}
