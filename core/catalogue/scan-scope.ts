// Whether a scan can be of the part of the library that was asked for.

import { isInTreeOf } from './folder-tree.ts';
import type { LibraryStore } from './library-store.ts';
import type { ScanRequest } from './scan-store.ts';

/** What is wrong with the collection or the folder of a request, for a person to read; undefined when nothing is. */
export async function scopeProblem(
  libraries: LibraryStore,
  { collection, folder }: Pick<ScanRequest, 'collection' | 'folder'>,
): Promise<string | undefined> {
  const known = await libraries.all();
  const named = known.filter((library) => collection === undefined || library.name === collection);
  if (named.length === 0 && collection !== undefined)
    return `collection: there is no collection "${collection}"; ${listOf(known.map(({ name }) => name))}`;
  if (folder === undefined || named.some(({ path }) => isInTreeOf(path, folder))) return undefined;
  return `folder: ${folder} lies in no library; ${listOf(named.map(({ path }) => path))}`;
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'there is none yet' : `there are ${names.join(', ')}`;
}
