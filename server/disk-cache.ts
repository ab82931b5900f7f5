// What was made of videos for a viewer, on disk for the next one: bounded, what was used longest ago goes first. Derived: it
// may be deleted at any time.

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, describeError, systemErrorCode } from '../core/errors.ts';

/** Raise it with every change of what is made: what lies there of another version is not used and goes in time. */
const VERSION = 2;

/** After a sweep so much of the budget is taken, so that the next one is not due at once. */
const SWEPT_RATIO = 0.9;
/** What is left of the cache when its disk turns out to be full before the budget is taken. */
const RESCUED_RATIO = 0.5;
/** A sweep looks at every file: it is made after this share of the budget was written. */
const SWEEP_RATIO = 0.02;

/** Files by the folder of what they belong to and their name. Several processes may use one cache. */
export class DiskCache {
  readonly #folder: string;
  readonly #budgetBytes: number;
  #unsweptBytes: number;
  #sweep: Promise<void> | undefined;

  /** @param folder its own; made when the first file is written */
  constructor(folder: string, budgetBytes: number) {
    this.#folder = folder;
    this.#budgetBytes = budgetBytes;
    // What an earlier process left is not known yet.
    this.#unsweptBytes = budgetBytes;
  }

  /** Where a file lies, if it does; it counts as used now. Another process may delete it a moment later. */
  async find(owner: string, name: string): Promise<string | undefined> {
    const path = this.#path(owner, name);
    try {
      const { mtime } = await stat(path);
      await utimes(path, new Date(), mtime);
      return path;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  }

  /** What a file holds, if it is there. */
  async read(owner: string, name: string): Promise<string | undefined> {
    const path = await this.find(owner, name);
    return path === undefined ? undefined : await readFile(path, 'utf8');
  }

  /**
   * Writes a file whole or not at all. On a full disk half of the cache makes room for it.
   *
   * @throws AppError `cache_unwritable` when there is no room, or no folder that can be written to.
   */
  async store(owner: string, name: string, bytes: Uint8Array | string): Promise<void> {
    const path = this.#path(owner, name);
    try {
      await writeWhole(path, bytes);
    } catch (error) {
      if (!isFull(error)) throw this.#unwritable(error);
      await this.#sweepOut(RESCUED_RATIO).catch(() => undefined);
      await writeWhole(path, bytes).catch((again: unknown) => {
        throw this.#unwritable(again);
      });
    }
    this.#unsweptBytes += bytes.length;
    this.#sweepIfDue();
  }

  /** The folder of an owner, made if need be, for links and such. */
  async folderOf(owner: string): Promise<string> {
    const folder = dirname(this.#path(owner, 'any'));
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw this.#unwritable(error);
    });
    return folder;
  }

  /** Resolves when no sweep is under way or due. */
  async settled(): Promise<void> {
    while (this.#sweep !== undefined) await this.#sweep;
  }

  #path(owner: string, name: string): string {
    return join(this.#folder, `v${VERSION}`, owner, name);
  }

  #unwritable(cause: unknown): AppError {
    const remedy = isFull(cause)
      ? 'its disk is full. Free some space there, or lower playback.cacheGb.'
      : `${describeError(cause)}. Make the folder writable for Reeldex.`;
    const message = `What is made of videos for their viewers cannot be kept in ${this.#folder}: ${remedy}`;
    return new AppError('cache_unwritable', message, { cause });
  }

  #sweepIfDue(): void {
    if (this.#sweep !== undefined || this.#unsweptBytes <= this.#budgetBytes * SWEEP_RATIO) return;
    this.#unsweptBytes = 0;
    // A cache that cannot be swept still serves; the next write tries again.
    this.#sweep = this.#sweepToBudget()
      .catch(() => undefined)
      .finally(() => {
        this.#sweep = undefined;
        // What was written meanwhile, it may not have seen.
        this.#sweepIfDue();
      });
  }

  async #sweepToBudget(): Promise<void> {
    const bytes = totalBytes(await listFiles(this.#folder));
    if (bytes > this.#budgetBytes) await this.#sweepOut((this.#budgetBytes * SWEPT_RATIO) / bytes);
  }

  /** Deletes what was used longest ago until this share is left. */
  async #sweepOut(leftRatio: number): Promise<void> {
    const files = await listFiles(this.#folder);
    let excessBytes = totalBytes(files) * (1 - leftRatio);
    for (const file of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (excessBytes <= 0) return;
      await rm(file.path, { force: true });
      excessBytes -= file.sizeBytes;
    }
  }
}

async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  try {
    // A name that outlives a power cut without its bytes would be served for ever.
    await writeFile(unfinished, bytes, { flush: true });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function isFull(error: unknown): boolean {
  return systemErrorCode(error) === 'ENOSPC' || systemErrorCode(error) === 'EDQUOT';
}

function totalBytes(files: readonly CachedFile[]): number {
  return files.reduce((sum, file) => sum + file.sizeBytes, 0);
}

interface CachedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedMs: number;
}

async function listFiles(folder: string): Promise<CachedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const stats = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const known = await stat(path).catch(() => undefined);
      return known && { path, sizeBytes: known.size, usedMs: known.atimeMs };
    }),
  );
  return stats.filter((file) => file !== undefined);
}
