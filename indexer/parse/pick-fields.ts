// Chooses between sources that speak of the same video. Owns the rules of precedence, not the order of the sources.

import type { MetadataSource } from '../../core/contract/video.ts';
import { uniqueValues } from './field/clean-text.ts';
import {
  listFields,
  textFields,
  type FieldName,
  type FieldsDraft,
  type VideoFields,
} from './field/video-fields.ts';

/** What one source says. */
export interface FieldSource {
  readonly source: MetadataSource;
  readonly fields: VideoFields;
}

/** The values chosen, and the source of each; for the tags, the first source that has any. */
export interface PickedFields {
  readonly fields: VideoFields;
  readonly provenance: ReadonlyMap<FieldName, MetadataSource>;
}

function findFirst<Value>(
  sources: readonly FieldSource[],
  read: (fields: VideoFields) => Value | undefined,
): { readonly source: MetadataSource; readonly value: Value } | undefined {
  for (const { source, fields } of sources) {
    const value = read(fields);
    if (value !== undefined) return { source, value };
  }
  return undefined;
}

/** The release is one fact: a year from a strong source is not joined to a date of another year from a weaker one. */
function pickRelease(sources: readonly FieldSource[]) {
  const year = findFirst(
    sources,
    ({ released, year: given }) => released?.slice(0, 4) ?? given?.toString(),
  );
  if (year === undefined) return {};
  const released = findFirst(sources, (fields) =>
    fields.released?.startsWith(year.value) === true ? fields.released : undefined,
  );
  return { year: { ...year, value: Number(year.value) }, released };
}

/**
 * Takes each field from the first of `sources` that has it, strongest first; one source may come several times. Tags
 * are the union of all. A date of release decides the year.
 */
export function pickFields(sources: readonly FieldSource[]): PickedFields {
  const fields: FieldsDraft = {};
  const provenance = new Map<FieldName, MetadataSource>();
  const put = <Value>(
    field: FieldName,
    found: { readonly source: MetadataSource; readonly value: Value } | undefined,
    set: (value: Value) => void,
  ) => {
    if (found === undefined) return;
    set(found.value);
    provenance.set(field, found.source);
  };
  for (const field of textFields) {
    put(
      field,
      findFirst(sources, (said) => said[field]),
      (value) => (fields[field] = value),
    );
  }
  for (const field of listFields) {
    put(
      field,
      findFirst(sources, (said) => said[field]),
      (value) => (fields[field] = value),
    );
  }
  if (fields.tags !== undefined) {
    fields.tags = uniqueValues(sources.flatMap((said) => said.fields.tags ?? []));
  }
  const release = pickRelease(sources);
  put('year', release.year, (value) => (fields.year = value));
  put('released', release.released, (value) => (fields.released = value));
  return { fields, provenance };
}
