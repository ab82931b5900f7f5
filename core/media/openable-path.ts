// Names that programs can be given. Arguments of a program are UTF-8; names of files need not be.

import { rm, symlink } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isEscapedPath, toFsPath } from '../path-bytes.ts';

/**
 * The path itself, or where it is not UTF-8 that of a link in `folder` which leads to it.
 *
 * @param folder where only the caller makes links
 */
export async function openablePath(path: string, folder: string): Promise<string> {
  if (!isEscapedPath(path)) return path;
  const extension = extname(path);
  const link = join(folder, `input${isEscapedPath(extension) ? '' : extension}`);
  await rm(link, { force: true });
  await symlink(toFsPath(path), link);
  return link;
}
