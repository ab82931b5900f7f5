// The finished previews on disk: `<previews>/<first two digits>/<hash>/<kind>-<making>….<ending>`.

import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviewKey } from '../../core/catalogue/preview-queue.ts';
import type { PreviewFile } from '../../core/catalogue/preview-store.ts';
import { systemErrorCode } from '../../core/errors.ts';
import type { MadeFile } from '../previews/preview-task.ts';

/** The files of one preview. */
export class PreviewFolder {
  readonly #previewsDir: string;
  readonly #job: PreviewKey;

  constructor(previewsDir: string, job: PreviewKey) {
    this.#previewsDir = previewsDir;
    this.#job = job;
  }

  /** Names of this preview's files, of whichever making. */
  async names(): Promise<readonly string[]> {
    try {
      const names = await readdir(join(this.#previewsDir, this.#relativePath('')));
      return names.filter((name) => name.startsWith(`${this.#job.kind}-`));
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Moves finished files here from the work folder. A file appears whole or not at all, even when the power fails. */
  async publish(workFolder: string, made: readonly MadeFile[]): Promise<readonly PreviewFile[]> {
    await mkdir(join(this.#previewsDir, this.#relativePath('')), { recursive: true });
    const files: PreviewFile[] = [];
    for (const { name, mediaType, width, height } of made) {
      const from = join(workFolder, name);
      await flush(from);
      const { size: sizeBytes } = await stat(from);
      const path = this.#relativePath(name);
      await rename(from, join(this.#previewsDir, path));
      files.push({ path, mediaType, width, height, sizeBytes });
    }
    return files;
  }

  /** Removes files by their names; one that is gone already is no error. */
  async remove(names: readonly string[]): Promise<void> {
    for (const name of names)
      await rm(join(this.#previewsDir, this.#relativePath(name)), { force: true });
  }

  /** With `/` on every system: it becomes an address. */
  #relativePath(name: string): string {
    const { hash } = this.#job;
    return [hash.slice(0, 2), hash, name].filter((part) => part !== '').join('/');
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}
