// Judges and reads the text that a template found for a field. Knows what each field can hold, not where it stood.

import { splitList } from './clean-text.ts';
import { isNameLike, isPersonLike } from '../name/name-like.ts';
import { parseDate, parseYear } from './release-date.ts';
import { isListField, type FieldName, type FieldsDraft } from './video-fields.ts';

const maxSourceIdLength = 64;

/** Whether `text` can be an id from elsewhere: one word of letters, digits, `.`, `:`, `_`, `-`, with a digit. */
export function isSourceId(text: string): boolean {
  return text.length <= maxSourceIdLength && /\d/.test(text) && /^[\w.:-]+$/.test(text);
}

/** Whether a clean text can be the value of `field`; people, studios and lines have names, and `01` or `4K` is none. */
export function canBeValue(field: FieldName, text: string): boolean {
  switch (field) {
    case 'performers':
    case 'mentions':
      return splitList(text).length > 0 && splitList(text).every(isPersonLike);
    case 'studio':
    case 'line':
      return isNameLike(text);
    case 'sourceId':
      return isSourceId(text);
    case 'year':
      return parseYear(text) !== undefined;
    case 'released':
      return parseDate(text) !== undefined;
    case 'tags':
    case 'categories':
      return splitList(text).length > 0;
    case 'title':
    case 'description':
      return text !== '';
  }
}

/** Puts a text for which {@link canBeValue} holds into `draft`. */
export function setValue(draft: FieldsDraft, field: FieldName, text: string): void {
  if (isListField(field)) {
    draft[field] = splitList(text);
  } else if (field === 'year') {
    const year = parseYear(text);
    if (year !== undefined) draft.year = year;
  } else if (field === 'released') {
    const released = parseDate(text);
    if (released !== undefined) draft.released = released;
  } else {
    draft[field] = text;
  }
}
