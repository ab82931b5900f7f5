// Says what a name and its folders give, and what said it: for people who write templates. Indexing uses `parseVideo`.

import { posix } from 'node:path';
import { readFolderValues, type FolderValue } from '../folder/folder-values.ts';
import type { NameRules } from './name-rules.ts';
import { parseName } from './parse-name.ts';
import { readPathFields } from '../folder/path-fields.ts';
import { pickFields } from '../pick-fields.ts';
import { toReadablePath } from './readable-path.ts';
import { fieldNames, type FieldName } from '../field/video-fields.ts';

/** The value of one field. */
export interface ExplainedField {
  readonly field: FieldName;
  readonly value: string | number | readonly string[];
  /** `name`, or the folders (`folder Studios/Acme`); several for tags, which add up. */
  readonly from: readonly string[];
}

/** What a path says. */
export interface ExplainedName {
  /** The name without its ending. */
  readonly name: string;
  /** The template that matched and its place in the list, from 1; undefined when none did and the name is the title. */
  readonly template: { readonly source: string; readonly position: number } | undefined;
  /** In the order of {@link fieldNames}; fields that nothing was said of are not there. */
  readonly fields: readonly ExplainedField[];
}

/** The last part of `path`, without an ending that is a video's. */
export function nameInPath(path: string, extensions: readonly string[]): string {
  const { base, name, ext } = posix.parse(path);
  return extensions.includes(ext.slice(1).toLowerCase()) ? name : base;
}

function foldersFor(field: FieldName, values: readonly FolderValue[]): readonly string[] {
  const said = values.filter((value) => value.field === field).map(({ folder }) => folder);
  const isList = field !== 'studio' && field !== 'line';
  return (isList ? said : said.slice(-1)).map((folder) => `folder ${folder}`);
}

/** Explains a name, or a path below the library root with `/` between its parts. Never throws. */
export function explainName(relativePath: string, rules: NameRules): ExplainedName {
  const path = toReadablePath(relativePath);
  const name = nameInPath(path, rules.extensions);
  const { fields: told, template } = parseName(name, rules.templates);
  const values = readFolderValues(path, rules.folders);
  const { fields } = pickFields([
    { source: 'filename', fields: told },
    { source: 'path', fields: readPathFields(path, rules.folders) },
  ]);
  const explained = fieldNames.flatMap((field) => {
    const value = fields[field];
    if (value === undefined) return [];
    const isInName = told[field] !== undefined || (field === 'year' && told.released !== undefined);
    const folders = isInName && field !== 'tags' ? [] : foldersFor(field, values);
    return [{ field, value, from: [...(isInName ? ['name'] : []), ...folders] }];
  });
  const position = rules.templates.findIndex(({ source }) => source === template) + 1;
  return {
    name,
    template: template === undefined ? undefined : { source: template, position },
    fields: explained,
  };
}
