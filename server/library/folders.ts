// Folders on the server, as a person chooses between them. Reads names only.

import type { Dirent } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import type { FoldersAnswer } from '../../core/contract/dashboard.ts';
import { BadRequestError, describeError, systemErrorCode } from '../../core/errors.ts';

const COUNTED_VIDEOS = 1000;

/** The name of the collection that a folder makes when a person gives it no other. Pure. */
export function nameOfFolder(path: string): string {
  return basename(path) === '' ? path : basename(path);
}

/**
 * The folder in its normal form.
 *
 * @throws BadRequestError when it is not absolute, is absent, is no folder or cannot be read.
 */
export async function checkFolder(path: string): Promise<string> {
  if (!isAbsolute(path)) throw new BadRequestError(`path: ${path} must be absolute`);
  const folder = resolve(path);
  try {
    const stats = await stat(folder);
    if (!stats.isDirectory()) throw new BadRequestError(`path: ${folder} is not a folder`);
    await access(folder, constants.R_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    if (cause instanceof BadRequestError) throw cause;
    throw new BadRequestError(
      `path: ${folder} cannot be read (${systemErrorCode(cause) ?? describeError(cause)})`,
      { cause },
    );
  }
}

/** The folders in `path`, by default in the home folder; hidden ones are left out. */
export async function listFolders(
  path: string | undefined,
  extensions: readonly string[],
): Promise<FoldersAnswer> {
  const folder = await checkFolder(path ?? homedir());
  const entries = await readdir(folder, { withFileTypes: true });
  const endings = new Set(extensions.map((extension) => `.${extension.toLowerCase()}`));
  const videos = entries.filter(
    (entry) => entry.isFile() && endings.has(extname(entry.name).toLowerCase()),
  );
  const folders = await Promise.all(
    entries.filter((entry) => !entry.name.startsWith('.')).map((entry) => toFolder(folder, entry)),
  );
  const parent = dirname(folder);
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    folders: folders
      .filter((entry) => entry !== undefined)
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    videoCount: Math.min(videos.length, COUNTED_VIDEOS),
  };
}

async function toFolder(
  parent: string,
  entry: Dirent,
): Promise<FoldersAnswer['folders'][number] | undefined> {
  const path = join(parent, entry.name);
  if (entry.isSymbolicLink()) {
    const target = await stat(path).catch(() => undefined);
    if (target?.isDirectory() !== true) return undefined;
  } else if (!entry.isDirectory()) {
    return undefined;
  }
  const isReadable = await access(path, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return { name: entry.name, path, isReadable };
}
