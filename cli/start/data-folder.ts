// The data folder before anything is kept in it: it exists and can be written.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, describeError, systemErrorCode } from '../../core/errors.ts';

/** How a person chooses another data folder. */
export const dataSetting = '--data (or REELDEX_DATA, or "data" in reeldex.yaml)';

/**
 * Makes the folder where it is absent and proves by a file that it can be written: permissions alone do not tell of a
 * read-only file system or a full disk.
 *
 * @throws ConfigError when it cannot be made or written.
 */
export async function ensureDataFolder(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.writable-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (cause) {
    const why = systemErrorCode(cause) ?? describeError(cause);
    const message = `The data folder ${dataDir} cannot be written (${why}). Choose another with ${dataSetting}.`;
    throw new ConfigError(message, { cause });
  }
}
