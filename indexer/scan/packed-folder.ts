// A folder's files in the form in which a thread hands them over fastest: names and numbers instead of objects.

import type { SeenFolder } from '../../core/catalogue/compare-folders.ts';
import { below } from '../../core/catalogue/folder-tree.ts';

const NUMBERS_A_FILE = 3;

/** A {@link SeenFolder} on its way from one thread to another. */
export interface PackedFolder extends Omit<SeenFolder, 'files'> {
  readonly names: readonly string[];
  /** Size, time and companions of each file, one after the other. */
  readonly numbers: Float64Array;
}

/** Packs a folder. */
export function packFolder({ files, ...folder }: SeenFolder): PackedFolder {
  const start = below(folder.path).length;
  const numbers = new Float64Array(files.length * NUMBERS_A_FILE);
  const names = files.map(({ path, sizeBytes, mtimeMs, companions }, index) => {
    const at = index * NUMBERS_A_FILE;
    numbers[at] = sizeBytes;
    numbers[at + 1] = mtimeMs;
    numbers[at + 2] = companions;
    return path.slice(start);
  });
  return { ...folder, names, numbers };
}

/** Unpacks what {@link packFolder} packed. */
export function unpackFolder({ names, numbers, ...folder }: PackedFolder): SeenFolder {
  const prefix = below(folder.path);
  const files = names.map((name, index) => {
    const at = index * NUMBERS_A_FILE;
    return {
      path: prefix + name,
      sizeBytes: numbers[at] ?? 0,
      mtimeMs: numbers[at + 1] ?? 0,
      companions: numbers[at + 2] ?? 0,
    };
  });
  return { ...folder, files };
}
