// What the folders above a video say together, and the words of the whole path.

import { posix } from 'node:path';
import type { FolderNames } from '../../../core/default-templates.ts';
import { cleanText, uniqueValues } from '../field/clean-text.ts';
import { readFolderValues } from './folder-values.ts';
import type { FieldsDraft, VideoFields } from '../field/video-fields.ts';

/**
 * Joins what `readFolderValues` finds: a studio or a line nearer to the file replaces one further up, lists grow.
 */
export function readPathFields(relativePath: string, names: FolderNames): VideoFields {
  const draft: FieldsDraft = {};
  for (const { field, values } of readFolderValues(relativePath, names)) {
    const [first] = values;
    if (field !== 'studio' && field !== 'line') {
      draft[field] = uniqueValues([...(draft[field] ?? []), ...values]);
    } else if (first !== undefined) {
      draft[field] = first;
    }
  }
  return draft;
}

/**
 * The words of the folders and of the name without its extension: runs of letters, marks and digits, in lower case,
 * each once, in the order of the path.
 */
export function readPathWords(relativePath: string): string[] {
  const { dir, name } = posix.parse(relativePath);
  const words = cleanText(`${dir} ${name}`)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return uniqueValues(words ?? []);
}
