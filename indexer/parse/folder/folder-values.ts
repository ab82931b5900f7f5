// What each folder above a video says: values under folders such as `Studios/`, and `#tag` words. Any other folder says nothing.

import type { FolderNames } from '../../../core/default-templates.ts';
import { cleanText, splitList } from '../field/clean-text.ts';
import { isNameLike, isPersonLike } from '../name/name-like.ts';
import { separateWords } from '../name/separate-words.ts';
import { takeHashtags } from '../name/take-hashtags.ts';

/** Fields that folders can be named for. */
export const folderFields = ['performers', 'studio', 'line', 'tags', 'categories'] as const;
export type FolderField = (typeof folderFields)[number];

/** What a folder says. */
export interface FolderValue {
  readonly field: FolderField;
  /** One for `studio` and `line`. */
  readonly values: readonly string[];
  /** As it is written in the path: `Performers/Ann Lee`, or `Rome #live` for a tag in its own name. */
  readonly folder: string;
}

/** `A`, `0-9`, `A - F`: folders that only sort what lies in them. */
const drawer = /^(?:[\p{L}\p{N}#]|[\p{L}\p{N}] ?- ?[\p{L}\p{N}])$/u;

function fieldOf(folder: string, names: FolderNames): FolderField | undefined {
  const name = folder.toLowerCase();
  return folderFields.find((field) => names[field].includes(name));
}

/** What a folder of this name can be for `field`; none where `Studios/2019/…` names no studio. */
function valuesFor(field: FolderField, text: string): readonly string[] {
  switch (field) {
    case 'performers':
      return splitList(text).filter(isPersonLike);
    case 'studio':
    case 'line':
      return isNameLike(text) ? [text] : [];
    case 'tags':
    case 'categories':
      return splitList(text);
  }
}

/**
 * Reads the folders of `relativePath`, a path below the library root with `/` between its parts, from the root down: the
 * folder inside one that is named for a field is a value of the field (`Performers/Ann, Bo/x.mp4`), also below a folder
 * of one letter (`Performers/A/Ann/x.mp4`). Case does not matter. A folder's `#tag` words are tags wherever it lies.
 */
export function readFolderValues(relativePath: string, names: FolderNames): FolderValue[] {
  const folders = relativePath.split('/').slice(0, -1);
  const found: FolderValue[] = [];
  let above: { readonly field: FolderField; readonly path: string } | undefined;
  for (const folder of folders) {
    const { text, tags } = takeHashtags(separateWords(cleanText(folder)));
    if (tags.length > 0) found.push({ field: 'tags', values: tags, folder });
    if (above === undefined) {
      const field = fieldOf(cleanText(folder), names);
      above = field && { field, path: folder };
    } else if (drawer.test(text)) {
      above = { ...above, path: `${above.path}/${folder}` };
    } else {
      const values = valuesFor(above.field, text);
      if (values.length > 0) {
        found.push({ field: above.field, values, folder: `${above.path}/${folder}` });
      }
      above = undefined;
    }
  }
  return found;
}
