// Folders and what lies below them, as SQL conditions that an index on the folder can answer.

import { sep } from 'node:path';
import { sql, type RawBuilder } from 'kysely';

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

/** SQL condition on `files`: the file lies in the folder `path` or below it. */
export function isInTree(path: string): RawBuilder<boolean> {
  const first = below(path);
  // The paths that begin with `first` come before the first text with a larger character at its end.
  const end = first.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1);
  return sql<boolean>`(folder = ${path} or (folder >= ${first} and folder < ${end}))`;
}
