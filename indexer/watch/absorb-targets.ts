// Makes few targets of many: what lies below a folder that is looked at with all below it needs no look of its own. Pure.

import { dirname } from 'node:path';
import type { FolderTarget } from '../../core/catalogue/folder-tree.ts';

/** The targets that cover all of `targets`, each folder once. */
export function absorbTargets(targets: readonly FolderTarget[]): readonly FolderTarget[] {
  const byPath = new Map<string, FolderTarget>();
  for (const target of targets) {
    if (byPath.get(target.path)?.isDeep !== true) byPath.set(target.path, target);
  }
  const isCovered = (path: string): boolean => {
    const above = dirname(path);
    if (above === path) return false;
    return byPath.get(above)?.isDeep === true || isCovered(above);
  };
  return Array.from(byPath.values()).filter(({ path }) => !isCovered(path));
}
