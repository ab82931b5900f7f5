// What the folders above a video say: values under folders such as `Studios/`, and the words of the whole path.

import { posix } from 'node:path';
import { defaultFolders, type FolderNames } from '../../core/default-templates.ts';
import { cleanText, splitList, uniqueValues } from './clean-text.ts';
import { setValue } from './field-values.ts';
import { separateWords } from './separate-words.ts';
import type { FieldsDraft, VideoFields } from './video-fields.ts';

const folderFields = ['performers', 'studio', 'line', 'tags', 'categories'] as const;

/** A value nearer to the file replaces one further up, except in lists, which grow. */
function addValue(draft: FieldsDraft, field: (typeof folderFields)[number], value: string): void {
  if (field === 'studio' || field === 'line') setValue(draft, field, value);
  else draft[field] = uniqueValues([...(draft[field] ?? []), ...splitList(value)]);
}

/**
 * Reads the folders of `relativePath`, a path below the library root with `/` between its parts: the folder inside
 * one that is named for a field is a value of the field (`Performers/Alice, Bob/x.mp4`). Case does not matter, and
 * other folders say nothing.
 */
export function readPathFields(
  relativePath: string,
  names: FolderNames = defaultFolders,
): VideoFields {
  const folders = relativePath.split('/').slice(0, -1).map(cleanText);
  const draft: FieldsDraft = {};
  for (let index = 0; index + 1 < folders.length; index += 1) {
    const marker = folders[index]?.toLowerCase() ?? '';
    const field = folderFields.find((candidate) => names[candidate].includes(marker));
    const value = separateWords(folders[index + 1] ?? '');
    if (field === undefined || value === '') continue;
    addValue(draft, field, value);
    index += 1;
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
