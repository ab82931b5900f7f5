// Folders in which previews are made before they are moved to their place, and what killed workers left in them.

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../core/errors.ts';

/** Where all work folders lie, in the previews folder. The leading dot keeps it out of what is served. */
export const makingFolder = '.making';

/** Work folders of one worker. They lie under the previews folder, so that a finished file is moved and not copied. */
export class WorkFolders {
  /** One folder a worker, each with one folder a job. */
  readonly #root: string;
  readonly #holder: string;

  constructor(previewsDir: string, holder: string) {
    this.#root = join(previewsDir, makingFolder);
    this.#holder = holder;
  }

  /** Makes an empty folder; the caller removes it with {@link remove}. */
  async make(): Promise<string> {
    const folder = join(this.#root, workFolderName(this.#holder), randomUUID());
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Removes a folder and what is in it. */
  async remove(folder: string): Promise<void> {
    // An ffmpeg that is being killed may still write.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Removes what this worker's predecessor left, and what workers left that are not among `running`. */
  async removeLeftovers(running: readonly string[]): Promise<void> {
    const others = running.filter((holder) => holder !== this.#holder).map(workFolderName);
    for (const name of await this.#names()) {
      if (!others.includes(name)) await this.remove(join(this.#root, name));
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#root);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }
}

/** The name of a worker's folder. Process ids have colons and may have anything: as a name they must stay one folder, here. */
export function workFolderName(holder: string): string {
  return `worker-${encodeURIComponent(holder)}`;
}
