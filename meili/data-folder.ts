// The folder in which the bundled server keeps its index. Everything in it is derived: a folder that cannot be used is set aside and filled anew.

import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode } from '../core/errors.ts';

/** Where the bundled server keeps everything, below the data folder. */
export function meiliFolder(dataDir: string): string {
  return join(dataDir, 'meili');
}

/** Meilisearch's own data folder. */
export function indexFolder(dataDir: string): string {
  return join(meiliFolder(dataDir), 'data.ms');
}

/**
 * Sets the index aside when another version wrote it: Meilisearch opens only its own.
 *
 * @returns where it was moved, or undefined when it can stay.
 */
export async function setOtherVersionAside(
  dataDir: string,
  version: string,
): Promise<string | undefined> {
  const written = await readWrittenVersion(indexFolder(dataDir));
  if (written === undefined || written === version) return undefined;
  return await setAside(indexFolder(dataDir), written);
}

/**
 * Sets an index aside that makes the server crash. The server must not be running.
 *
 * @returns where it was moved, or undefined when there is none.
 */
export async function moveDamagedAside(dataDir: string): Promise<string | undefined> {
  return await setAside(indexFolder(dataDir), 'damaged');
}

/** The version stamp that Meilisearch leaves in its folder; undefined when there is no index yet. */
async function readWrittenVersion(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'VERSION'), 'utf8')).trim() || 'damaged';
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  return (await readNames(folder)).length === 0 ? undefined : 'damaged';
}

async function readNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Only the newest folder that was set aside is kept: it is as large as the index. */
async function setAside(folder: string, why: string): Promise<string | undefined> {
  const label = why.replace(/[^\w.-]/g, '_').slice(0, 40);
  const target = `${folder}.${label}.${Date.now()}`;
  try {
    await rename(folder, target);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const prefix = `${basename(folder)}.`;
  for (const name of await readNames(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (name.startsWith(prefix) && path !== target)
      await rm(path, { recursive: true, force: true });
  }
  return target;
}
