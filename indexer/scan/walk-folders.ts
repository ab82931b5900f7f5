// Goes through the folders of a library with synchronous calls: many times faster than asynchronous ones, and blocking,
// so it is for a thread of its own. Owns the order, links and what goes wrong; see walk-rules.ts for what is looked at.

import { join, relative, sep } from 'node:path';
import type { SeenFolder } from '../../core/catalogue/compare-folders.ts';
import { below, type FolderTarget } from '../../core/catalogue/folder-tree.ts';
import { AppError, systemErrorCode } from '../../core/errors.ts';
import { companionsAbove, folderCompanions } from './companions.ts';
import { readContent } from './folder-content.ts';
import { readFolder, readFolderId, readRealPath, type FolderEntry } from './read-folder.ts';
import { problemOf, type WalkProblem } from './walk-problem.ts';
import { createWalkFilter, type WalkFilter, type WalkRules } from './walk-rules.ts';

/** What a walk found since the last batch. */
export interface WalkBatch {
  /** Folders that hold videos, each whole. */
  readonly folders: readonly SeenFolder[];
  readonly problems: readonly WalkProblem[];
}

/** Where a walk goes and how much it tells at once. */
export interface WalkFoldersOptions extends WalkRules {
  /** Path text of the library folder. */
  readonly root: string;
  /** The folders to look at, in or below the root. */
  readonly targets: readonly FolderTarget[];
  /** A batch ends with the folder that brings it to so many files. */
  readonly batchSize: number;
}

/** An empty folder costs little, but not nothing, to tell of. */
const FOLDERS_IN_BATCH = 500;

/**
 * Yields the folders of the targets that hold videos, in the order of their names.
 *
 * Linked folders are followed after all others, and no folder is entered twice: loops end, and a folder that can be
 * reached directly is found under its own name.
 *
 * @throws AppError `library_offline` where the root cannot be read, or is another folder by the end of the walk.
 */
export function walkFolders(options: WalkFoldersOptions): Generator<WalkBatch, void, void> {
  return new FolderWalk(options).batches();
}

/** A folder that is still to be read. */
interface FolderAhead {
  readonly path: string;
  /** The fingerprint of the sidecars above it that speak of what is in it. */
  readonly companionsAbove: number;
  readonly isDeep: boolean;
}

class FolderWalk {
  readonly #root: string;
  readonly #targets: readonly FolderTarget[];
  readonly #batchSize: number;
  readonly #filter: WalkFilter;
  readonly #entered = new Set<string>();
  readonly #ahead: FolderAhead[] = [];
  readonly #linkedAhead: FolderAhead[] = [];
  #folders: SeenFolder[] = [];
  #problems: WalkProblem[] = [];
  #fileCount = 0;

  constructor(options: WalkFoldersOptions) {
    this.#root = options.root;
    this.#targets = options.targets;
    this.#batchSize = options.batchSize;
    this.#filter = createWalkFilter(options.root, options);
  }

  *batches(): Generator<WalkBatch, void, void> {
    const rootId = this.#readRoot(readFolderId);
    this.#readRoot(readFolder);
    for (const target of this.#targets) {
      if (!this.#isOwnName(target.path)) continue;
      this.#ahead.push({ ...target, companionsAbove: companionsAbove(this.#root, target.path) });
      yield* this.#walkAhead();
    }
    // A drive that was unplugged meanwhile leaves an empty folder, or none, and all that was below looks deleted.
    if (this.#readRoot(readFolderId) !== rootId)
      throw offline(this.#root, 'was replaced meanwhile');
    yield this.#nextBatch();
  }

  *#walkAhead(): Generator<WalkBatch, void, void> {
    for (;;) {
      const folder = this.#ahead.pop() ?? this.#linkedAhead.shift();
      if (folder === undefined) return;
      this.#takeFolder(folder);
      const isFull = this.#fileCount >= this.#batchSize || this.#folders.length >= FOLDERS_IN_BATCH;
      if (isFull) yield this.#nextBatch();
    }
  }

  #readRoot<T>(read: (root: string) => T): T {
    try {
      return read(this.#root);
    } catch (cause) {
      throw offline(this.#root, `cannot be read (${systemErrorCode(cause) ?? 'unknown'})`, cause);
    }
  }

  /** Whether a walk of the whole library would come to this folder, and under this name. */
  #isOwnName(path: string): boolean {
    if (path === this.#root) return true;
    const way = relative(this.#root, path).split(sep);
    const isPassedBy = way.some(
      (name, index) =>
        this.#filter.isHidden(name) ||
        this.#filter.isExcluded(join(this.#root, ...way.slice(0, index + 1))),
    );
    if (isPassedBy) return false;
    try {
      const realRoot = readRealPath(this.#root);
      const realPath = readRealPath(path);
      return realPath === join(realRoot, ...way) || !realPath.startsWith(below(realRoot));
    } catch (error) {
      this.#note(path, error);
      return false;
    }
  }

  #takeFolder({ path, companionsAbove, isDeep }: FolderAhead): void {
    const seenMs = Date.now();
    const entries = this.#enter(path);
    if (entries.length === 0) return;
    const names = entries.map((entry) => entry.name);
    const companions = folderCompanions(path, names, {
      above: companionsAbove,
      isVideoName: this.#filter.isVideoName,
    });
    const content = readContent(path, entries, { filter: this.#filter, companions });
    const { files, problems } = content;
    if (files.length + problems.length > 0) {
      const unreadable = problems.map((problem) => problem.path);
      this.#folders.push({ path, files, unreadable, seenMs });
      this.#fileCount += files.length;
      this.#problems.push(...problems);
    }
    if (!isDeep) return;
    const toAhead = (subfolder: string) => ({
      path: subfolder,
      companionsAbove: companions.ofFolder,
      isDeep: true,
    });
    this.#ahead.push(...content.folders.toReversed().map(toAhead));
    this.#linkedAhead.push(...content.linkedFolders.map(toAhead));
  }

  #enter(folder: string): readonly FolderEntry[] {
    try {
      const id = readFolderId(folder);
      if (this.#entered.has(id)) return [];
      this.#entered.add(id);
      return readFolder(folder);
    } catch (error) {
      this.#note(folder, error);
      return [];
    }
  }

  #note(path: string, error: unknown): void {
    const problem = problemOf(path, error);
    if (problem !== undefined) this.#problems.push(problem);
  }

  #nextBatch(): WalkBatch {
    const batch = { folders: this.#folders, problems: this.#problems };
    this.#folders = [];
    this.#problems = [];
    this.#fileCount = 0;
    return batch;
  }
}

function offline(root: string, what: string, cause?: unknown): AppError {
  return new AppError('library_offline', `The library folder ${root} ${what}`, { cause });
}
