// Folders and what lies below them, by their paths alone. Pure.

import { sep } from 'node:path';

/** A folder, alone or with all that lies below it. */
export interface FolderTarget {
  readonly path: string;
  readonly isDeep: boolean;
}

/** The text with which the paths of everything below a folder begin. */
export function below(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** Whether `path` is `folder` or lies below it. */
export function isInTreeOf(folder: string, path: string): boolean {
  return path === folder || path.startsWith(below(folder));
}
