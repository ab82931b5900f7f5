// Libraries in libraries. Pure.

import { below } from '../../core/catalogue/folder-tree.ts';
import type { LibraryFolder } from '../../core/catalogue/library-store.ts';

/** The folders of those of `known` that lie in `library`: they have their videos to themselves. */
export function nestedRoots(
  library: LibraryFolder,
  known: readonly LibraryFolder[],
): readonly string[] {
  const inside = below(library.path);
  return known.map(({ path }) => path).filter((path) => path.startsWith(inside));
}
