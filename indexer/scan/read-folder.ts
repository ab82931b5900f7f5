// The entries of one folder, with synchronous calls and names as core/path-bytes.ts writes them.

import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { fromFsName, isDoubtfulName, toFsPath } from '../../core/path-bytes.ts';

/** Something in a folder that may matter to a library. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'link';
}

/** The folders, files and links in a folder, by name; pipes, sockets and devices are left out. @throws the system's errors. */
export function readFolder(folder: string): readonly FolderEntry[] {
  const asText = readdirSync(toFsPath(folder), { withFileTypes: true });
  const entries = asText.some((entry) => isDoubtfulName(entry.name))
    ? readdirSync(toFsPath(folder), { withFileTypes: true, encoding: 'buffer' }).flatMap(
        (entry) => toEntry(fromFsName(entry.name), entry) ?? [],
      )
    : asText.flatMap((entry) => toEntry(entry.name, entry) ?? []);
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function toEntry(name: string, entry: Dirent | Dirent<Buffer>): FolderEntry | undefined {
  if (entry.isDirectory()) return { name, kind: 'folder' };
  if (entry.isFile()) return { name, kind: 'file' };
  return entry.isSymbolicLink() ? { name, kind: 'link' } : undefined;
}

/** Tells folders apart whatever they are called; 64-bit inode numbers do not fit a number. @throws the system's errors. */
export function readFolderId(folder: string): string {
  const { dev, ino } = statSync(toFsPath(folder), { bigint: true });
  return `${String(dev)}:${String(ino)}`;
}

/** The path without links. @throws the system's errors. */
export function readRealPath(path: string): string {
  // The other realpathSync makes UTF-8 of the path first.
  return fromFsName(realpathSync.native(toFsPath(path), { encoding: 'buffer' }));
}
