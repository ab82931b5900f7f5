// A folder and what lies below it as an SQL condition that the index on `files.folder` answers.

import { sep } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { below } from './folder-tree.ts';

/** SQL condition on `files`: the file lies in the folder `path` or below it. */
export function isInTree(path: string): RawBuilder<boolean> {
  const first = below(path);
  // The paths that begin with `first` come before the first text with a larger character at its end.
  const end = first.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1);
  return sql<boolean>`(folder = ${path} or (folder >= ${first} and folder < ${end}))`;
}
