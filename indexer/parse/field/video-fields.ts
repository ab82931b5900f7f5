// The fields that names, folders, sidecars and container tags can give a video. Owns their names and kinds, not how they are read.

/** Fields that hold one text. */
export const textFields = ['title', 'studio', 'line', 'description', 'sourceId'] as const;

/** Fields that hold several values. */
export const listFields = ['performers', 'mentions', 'tags', 'categories'] as const;
export type ListField = (typeof listFields)[number];

/** Every field, as templates and sidecars spell it. */
export const fieldNames = [...textFields, ...listFields, 'year', 'released'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What one source says of a video; an absent field is one that it says nothing about. */
export interface VideoFields {
  readonly title?: string;
  /** Who is in it, in the source's order. */
  readonly performers?: readonly string[];
  /** People who are named besides the performers; they follow them in the merged list. */
  readonly mentions?: readonly string[];
  readonly studio?: string;
  /** The series or label within a studio. */
  readonly line?: string;
  /** 1880 to 2099. */
  readonly year?: number;
  /** `YYYY-MM-DD`. */
  readonly released?: string;
  readonly tags?: readonly string[];
  readonly categories?: readonly string[];
  readonly description?: string;
  /** The video's id where it came from, for example `tt0816692`. */
  readonly sourceId?: string;
}

/** {@link VideoFields} while they are being gathered. */
export type FieldsDraft = { -readonly [Field in keyof VideoFields]: VideoFields[Field] };

export function isListField(name: string): name is ListField {
  return listFields.some((field) => field === name);
}

export function isFieldName(name: string): name is FieldName {
  return fieldNames.some((field) => field === name);
}
