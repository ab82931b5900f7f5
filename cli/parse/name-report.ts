// Counts what the templates catch in a library and which fields its videos have. Pure; what is read passes through once.

import { metadataSources, type MetadataSource } from '../../core/contract/video.ts';
import { nameInPath } from '../../indexer/parse/name/explain-name.ts';
import type { NameRules } from '../../indexer/parse/name/name-rules.ts';
import { parseName } from '../../indexer/parse/name/parse-name.ts';
import { toReadablePath } from '../../indexer/parse/name/readable-path.ts';
import type { Provenance } from './known-names.ts';

/** A template and the files that it catches. */
export interface TemplateCount {
  /** Undefined for the names that none matches. */
  readonly template: string | undefined;
  readonly fileCount: number;
  /** The first of the files, without its ending. */
  readonly example: string | undefined;
}

/** A field and the videos that have it. */
export interface FieldCount {
  readonly field: string;
  /** By what gave the value. */
  readonly from: Readonly<Record<MetadataSource, number>>;
  readonly emptyCount: number;
}

/** What a library's names give. */
export interface NameReport {
  readonly fileCount: number;
  /** In the order in which they are tried. */
  readonly templates: readonly TemplateCount[];
  readonly videoCount: number;
  readonly fields: readonly FieldCount[];
}

/** As the catalogue has them. */
const reportedFields = [
  ...['title', 'performers', 'studio', 'line', 'releasedOn', 'releasedYear', 'tags', 'categories'],
  ...['description', 'sourceId'],
];

/** Reads all names by `rules`, which may be newer than the last scan. */
export function countTemplates(
  relativePaths: Iterable<string>,
  rules: NameRules,
): Pick<NameReport, 'fileCount' | 'templates'> {
  const counts = new Map<string | undefined, { fileCount: number; example: string | undefined }>(
    [...rules.templates.map(({ source }) => source), undefined].map((source) => [
      source,
      { fileCount: 0, example: undefined },
    ]),
  );
  let fileCount = 0;
  for (const path of relativePaths) {
    const name = nameInPath(toReadablePath(path), rules.extensions);
    const count = counts.get(parseName(name, rules.templates).template);
    fileCount += 1;
    if (count === undefined) continue;
    count.fileCount += 1;
    count.example ??= name;
  }
  return {
    fileCount,
    templates: Array.from(counts, ([template, count]) => ({ template, ...count })),
  };
}

/** Counts which fields videos have, and from where. */
export function countFields(
  provenances: Iterable<Provenance>,
): Pick<NameReport, 'videoCount' | 'fields'> {
  const counts = reportedFields.map((field) => ({
    field,
    from: { sidecar: 0, filename: 0, path: 0, container: 0 },
  }));
  let videoCount = 0;
  for (const provenance of provenances) {
    videoCount += 1;
    for (const { field, from } of counts) {
      const source = provenance[field];
      if (source !== undefined) from[source] += 1;
    }
  }
  const fields = counts.map(({ field, from }) => {
    const filled = metadataSources.reduce((sum, source) => sum + from[source], 0);
    return { field, from, emptyCount: videoCount - filled };
  });
  return { videoCount, fields };
}
