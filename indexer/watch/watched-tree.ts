// The folders of one library that are watched: each before it is listed, so that nothing happens unseen in between.

import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { below } from '../../core/catalogue/folder-tree.ts';
import { systemErrorCode } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { readFolder, readFolderId, readRealPath } from '../scan/read-folder.ts';
import type { WalkFilter } from '../scan/walk-rules.ts';
import { watchFolder, type FolderListener } from './watched-folder.ts';

/** What a tree is made of. */
export interface WatchedTreeOptions {
  /** Path text of the library folder. */
  readonly root: string;
  readonly filter: Pick<WalkFilter, 'isHidden' | 'isExcluded'>;
  /** Whether a path without links is on a drive that tells nothing of what happens there. */
  readonly isRemote: (realPath: string) => boolean;
  readonly listener: FolderListener;
}

/** A folder that is still to be watched. */
interface FolderAhead {
  readonly path: string;
  /** Without links. */
  readonly realPath: string;
}

interface WatchedFolder {
  readonly id: string;
  readonly close: () => void;
}

/** Folders taken up without a pause: each costs a few synchronous calls. */
const FOLDERS_AT_ONCE = 64;
/** Not worth a word: the folder went away meanwhile. */
const goneCodes: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
/** There are no more of what watching takes: the whole library must do without. */
const exhaustionCodes: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Whether an error means that the system has no more of what watching takes. */
export function isExhaustion(error: unknown): boolean {
  return exhaustionCodes.has(systemErrorCode(error));
}

/** A library folder and all that its walk enters below it. */
export class WatchedTree {
  readonly #root: string;
  readonly #filter: WatchedTreeOptions['filter'];
  readonly #isRemote: WatchedTreeOptions['isRemote'];
  readonly #listener: FolderListener;
  readonly #folders = new Map<string, WatchedFolder>();
  /** The path under which each folder is watched. */
  readonly #pathOfId = new Map<string, string>();
  /** Folders that told of their own end: what has their name now is another one, even if it has their inode. */
  readonly #ended = new Set<string>();
  readonly #unwatchable = new Set<string>();
  #isClosed = false;

  constructor({ root, filter, isRemote, listener }: WatchedTreeOptions) {
    this.#root = root;
    this.#filter = filter;
    this.#isRemote = isRemote;
    this.#listener = {
      ...listener,
      onHappening: (folder, name, happening) => {
        listener.onHappening(folder, name, happening);
        // A folder tells of its own end by its own name.
        if (happening !== 'moved' || name !== basename(folder) || folder === root) return;
        this.#ended.add(folder);
        listener.onHappening(dirname(folder), name, happening);
      },
    };
  }

  /** How many folders are watched. */
  get size(): number {
    return this.#folders.size;
  }

  /** Folders that cannot be watched, because of their drives; nor is what is below them. */
  get unwatchable(): readonly string[] {
    return Array.from(this.#unwatchable);
  }

  /**
   * Watches a folder and all below it, links after all others, and no folder twice. A folder that cannot be watched for
   * want of a right is told to the listener and passed by.
   *
   * @throws where {@link isExhaustion}.
   */
  async add(path: string): Promise<void> {
    const realPath = this.#tolerate(path, () => readRealPath(path));
    if (realPath !== undefined) await this.#addAll({ path, realPath });
  }

  /**
   * Finds out whether a name is, or was, that of a folder, and watches it or ceases to.
   *
   * @returns the folders that came or went by this, with all below them.
   * @throws as {@link add}.
   */
  async follow(path: string): Promise<readonly string[]> {
    const id = readIdOrNothing(path);
    const known = this.#folders.get(path);
    const isSame = id !== undefined && id === known?.id && !this.#ended.has(path);
    if (isSame) return [];
    const changed = known !== undefined || this.#unwatchable.has(path) ? [path] : [];
    this.#drop(path);
    if (id === undefined) return changed;
    const former = this.#pathOfId.get(id);
    if (former !== undefined) {
      // Another name for a folder that is watched already, or its new name.
      if (readIdOrNothing(former) === id) return changed;
      this.#drop(former);
      changed.push(former);
    }
    await this.add(path);
    return [...changed, path];
  }

  /** Ceases to watch; what is being added is given up. */
  close(): void {
    this.#isClosed = true;
    this.#drop(this.#root);
  }

  async #addAll(first: FolderAhead): Promise<void> {
    const ahead = [first];
    const linksAhead: FolderAhead[] = [];
    for (let count = 1; !this.#isClosed; count += 1) {
      if (count % FOLDERS_AT_ONCE === 0) await breathe();
      const folder = ahead.pop() ?? linksAhead.shift();
      if (folder === undefined) return;
      try {
        if (!this.#watch(folder)) continue;
        const { folders, links } = this.#listFolders(folder);
        ahead.push(...folders);
        linksAhead.push(...links);
      } catch (error) {
        if (isExhaustion(error)) throw error;
        this.#passBy(folder.path, error);
      }
    }
  }

  /** Returns whether the folder is watched now and was not before. */
  #watch({ path, realPath }: FolderAhead): boolean {
    if (this.#isRemote(realPath)) {
      this.#unwatchable.add(path);
      return false;
    }
    const id = readFolderId(path);
    if (this.#pathOfId.has(id)) return false;
    this.#folders.set(path, { id, close: watchFolder(path, this.#listener) });
    this.#pathOfId.set(id, path);
    return true;
  }

  #listFolders({ path, realPath }: FolderAhead) {
    const folders: FolderAhead[] = [];
    const links: FolderAhead[] = [];
    for (const { name, kind } of readFolder(path)) {
      const inner = join(path, name);
      if (kind === 'file' || this.#filter.isHidden(name) || this.#filter.isExcluded(inner))
        continue;
      if (kind === 'folder') folders.push({ path: inner, realPath: join(realPath, name) });
      else if (readIdOrNothing(inner) !== undefined)
        links.push({ path: inner, realPath: readRealPath(inner) });
    }
    return { folders, links };
  }

  #tolerate<T>(folder: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#passBy(folder, error);
      return undefined;
    }
  }

  #passBy(folder: string, error: unknown): void {
    if (goneCodes.has(systemErrorCode(error))) return;
    this.#listener.onError(folder, error instanceof Error ? error : new Error(String(error)));
  }

  #drop(path: string): void {
    const isIn = (folder: string) => folder === path || folder.startsWith(below(path));
    for (const folder of this.#unwatchable) if (isIn(folder)) this.#unwatchable.delete(folder);
    if (!this.#folders.has(path)) return;
    const dropped = Array.from(this.#folders).filter(([folder]) => isIn(folder));
    for (const [folder, { id, close }] of dropped) {
      close();
      this.#folders.delete(folder);
      this.#pathOfId.delete(id);
      this.#ended.delete(folder);
    }
  }
}

/** The folder's identity; nothing where there is no folder, or none that can be looked at. */
function readIdOrNothing(path: string): string | undefined {
  try {
    return statSync(toFsPath(path)).isDirectory() ? readFolderId(path) : undefined;
  } catch {
    return undefined;
  }
}
