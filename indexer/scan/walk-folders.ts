// Goes through the folders of a library with synchronous calls: many times faster than asynchronous ones, and blocking,
// so it is for a thread of its own. Owns the order, links and what goes wrong; see walk-rules.ts for what is looked at.

import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SeenFile, SeenFolder } from '../../core/catalogue/compare-folders.ts';
import { below, type FolderTarget } from '../../core/catalogue/folder-tree.ts';
import { AppError, systemErrorCode } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { companionsAbove, folderCompanions, type FolderCompanions } from './companions.ts';
import { readFolder, readFolderId, readRealPath, type FolderEntry } from './read-folder.ts';
import { createWalkFilter, type WalkFilter, type WalkRules } from './walk-rules.ts';

/** A folder or file that is there but could not be looked at: what lies below it is unknown, not gone. */
export interface WalkProblem {
  readonly path: string;
  /** The system's error code, for example `EACCES`. */
  readonly code: string;
}

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

/** Not worth a word: the thing went away since its folder was read, or is a link to nothing. */
const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
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
      this.#tolerate(path, error);
      return false;
    }
  }

  #takeFolder(folder: FolderAhead): void {
    const seenMs = Date.now();
    const entries = this.#enter(folder.path);
    if (entries.length === 0) return;
    const names = entries.map((entry) => entry.name);
    const companions = folderCompanions(folder.path, names, folder.companionsAbove);
    const content = this.#sort(folder.path, entries, companions);
    if (content.files.length + content.unreadable.length > 0) {
      const { files, unreadable } = content;
      this.#folders.push({ path: folder.path, files, unreadable, seenMs });
      this.#fileCount += files.length;
    }
    if (!folder.isDeep) return;
    const toAhead = (path: string) => ({
      path,
      companionsAbove: companions.ofFolder,
      isDeep: true,
    });
    this.#ahead.push(...content.folders.reverse().map(toAhead));
    this.#linkedAhead.push(...content.linkedFolders.map(toAhead));
  }

  #enter(folder: string): readonly FolderEntry[] {
    try {
      const id = readFolderId(folder);
      if (this.#entered.has(id)) return [];
      this.#entered.add(id);
      return readFolder(folder);
    } catch (error) {
      this.#tolerate(folder, error);
      return [];
    }
  }

  #sort(folder: string, entries: readonly FolderEntry[], companions: FolderCompanions) {
    const content = {
      files: [] as SeenFile[],
      unreadable: [] as string[],
      folders: [] as string[],
      linkedFolders: [] as string[],
    };
    const prefix = below(folder);
    for (const { name, kind } of entries) {
      if (this.#filter.isHidden(name)) continue;
      const isVideoName = this.#filter.isVideoName(name);
      if (kind === 'file' && !isVideoName) continue;
      const path = prefix + name;
      if (this.#filter.isExcluded(path)) continue;
      if (kind === 'folder') {
        content.folders.push(path);
        continue;
      }
      try {
        const found = statSync(toFsPath(path), { throwIfNoEntry: false });
        if (found?.isDirectory()) content.linkedFolders.push(path);
        if (!found?.isFile() || !isVideoName) continue;
        content.files.push({
          path,
          sizeBytes: found.size,
          mtimeMs: Math.floor(found.mtimeMs),
          companions: companions.of(path),
        });
      } catch (error) {
        if (this.#tolerate(path, error) === 'problem') content.unreadable.push(path);
      }
    }
    return content;
  }

  #tolerate(path: string, error: unknown): 'gone' | 'problem' {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    if (goneCodes.has(code)) return 'gone';
    this.#problems.push({ path, code });
    return 'problem';
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
