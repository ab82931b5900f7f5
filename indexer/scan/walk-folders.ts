// Goes through the folders of a library with synchronous calls: many times faster than asynchronous ones, and blocking,
// so it is for a thread of its own. Owns the order, links and what goes wrong; see walk-rules.ts for what is looked at.

import { type Dirent, readdirSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { AppError, systemErrorCode } from '../../core/errors.ts';
import { fromFsName, isDoubtfulName, toFsPath } from '../../core/path-bytes.ts';
import { createWalkFilter, type WalkFilter, type WalkRules } from './walk-rules.ts';

/** A video file, as far as its folder and its inode tell. */
export interface WalkedFile {
  /** Begins with the root as it was given; see core/path-bytes.ts for names that are not UTF-8. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Whole milliseconds, rounded down. */
  readonly mtimeMs: number;
}

/** A folder or file that is there but could not be looked at: what lies below it is unknown, not gone. */
export interface WalkProblem {
  readonly path: string;
  /** The system's error code, for example `EACCES`. */
  readonly code: string;
}

/** What a walk found since the last batch. */
export interface WalkBatch {
  readonly files: readonly WalkedFile[];
  readonly problems: readonly WalkProblem[];
}

/** Where a walk goes and how much it tells at once. */
export interface WalkFoldersOptions extends WalkRules {
  /** Path text of the library folder. */
  readonly root: string;
  /** Files in a batch at most. */
  readonly batchSize: number;
}

/** Not worth a word: the thing went away since its folder was read, or is a link to nothing. */
const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/**
 * Yields the video files below the root, folder by folder in the order of their names.
 *
 * Linked folders are followed after all others, and no folder is entered twice: loops end, and a folder that can be
 * reached directly is found under its own name.
 *
 * @throws AppError `library_offline` where the root cannot be read, or is another folder by the end of the walk.
 */
export function walkFolders(options: WalkFoldersOptions): Generator<WalkBatch, void, void> {
  return new FolderWalk(options).batches();
}

class FolderWalk {
  readonly #root: string;
  readonly #batchSize: number;
  readonly #filter: WalkFilter;
  readonly #entered = new Set<string>();
  readonly #folders: string[] = [];
  readonly #linkedFolders: string[] = [];
  #files: WalkedFile[] = [];
  #problems: WalkProblem[] = [];

  constructor(options: WalkFoldersOptions) {
    this.#root = options.root;
    this.#batchSize = options.batchSize;
    this.#filter = createWalkFilter(options.root, options);
  }

  *batches(): Generator<WalkBatch, void, void> {
    const rootId = this.#readRoot(readFolderId);
    this.#entered.add(rootId);
    yield* this.#take(this.#root, this.#readRoot(readFolder));
    for (;;) {
      const folder = this.#folders.pop() ?? this.#linkedFolders.shift();
      if (folder === undefined) break;
      yield* this.#take(folder, this.#enter(folder));
    }
    // A drive that was unplugged meanwhile leaves an empty folder, or none, and all that was below looks deleted.
    if (this.#readRoot(readFolderId) !== rootId)
      throw offline(this.#root, 'was replaced meanwhile');
    yield this.#nextBatch();
  }

  #readRoot<T>(read: (root: string) => T): T {
    try {
      return read(this.#root);
    } catch (cause) {
      throw offline(this.#root, `cannot be read (${systemErrorCode(cause) ?? 'unknown'})`, cause);
    }
  }

  #enter(folder: string): readonly Entry[] {
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

  *#take(folder: string, entries: readonly Entry[]): Generator<WalkBatch, void, void> {
    const below = folder.endsWith(sep) ? folder : folder + sep;
    const subfolders: string[] = [];
    for (const { name, kind } of entries) {
      if (this.#filter.isHidden(name)) continue;
      const path = below + name;
      if (kind === 'file' && !this.#filter.isVideoName(name)) continue;
      if (this.#filter.isExcluded(path)) continue;
      if (kind === 'folder') subfolders.push(path);
      else this.#takeFileOrLink(path, name);
      if (this.#files.length >= this.#batchSize) yield this.#nextBatch();
    }
    this.#folders.push(...subfolders.reverse());
  }

  #takeFileOrLink(path: string, name: string): void {
    try {
      const found = statSync(toFsPath(path), { throwIfNoEntry: false });
      if (found?.isDirectory()) this.#linkedFolders.push(path);
      if (!found?.isFile() || !this.#filter.isVideoName(name)) return;
      this.#files.push({ path, sizeBytes: found.size, mtimeMs: Math.floor(found.mtimeMs) });
    } catch (error) {
      this.#tolerate(path, error);
    }
  }

  #tolerate(path: string, error: unknown): void {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    if (!goneCodes.has(code)) this.#problems.push({ path, code });
  }

  #nextBatch(): WalkBatch {
    const batch = { files: this.#files, problems: this.#problems };
    this.#files = [];
    this.#problems = [];
    return batch;
  }
}

interface Entry {
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'link';
}

/** The folders, files and links in a folder, by name; pipes, sockets and devices are left out. */
function readFolder(folder: string): Entry[] {
  const asText = readdirSync(toFsPath(folder), { withFileTypes: true });
  const entries = asText.some((entry) => isDoubtfulName(entry.name))
    ? readdirSync(toFsPath(folder), { withFileTypes: true, encoding: 'buffer' }).flatMap(
        (entry) => toEntry(fromFsName(entry.name), entry) ?? [],
      )
    : asText.flatMap((entry) => toEntry(entry.name, entry) ?? []);
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function toEntry(name: string, entry: Dirent | Dirent<Buffer>): Entry | undefined {
  if (entry.isDirectory()) return { name, kind: 'folder' };
  if (entry.isFile()) return { name, kind: 'file' };
  return entry.isSymbolicLink() ? { name, kind: 'link' } : undefined;
}

/** Tells folders apart whatever they are called; 64-bit inode numbers do not fit a number. */
function readFolderId(folder: string): string {
  const { dev, ino } = statSync(toFsPath(folder), { bigint: true });
  return `${String(dev)}:${String(ino)}`;
}

function offline(root: string, what: string, cause?: unknown): AppError {
  return new AppError('library_offline', `The library folder ${root} ${what}`, { cause });
}
