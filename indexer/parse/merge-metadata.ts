// Joins what sidecars, name, folders and container say into what the catalogue keeps of a video.

import type { VideoContent } from '../../core/catalogue/video.ts';
import { metadataSources, type MetadataSource } from '../../core/contract/video.ts';
import { uniqueValues } from './field/clean-text.ts';
import { isPlaceholderTitle } from './name/placeholder-title.ts';
import { pickFields } from './pick-fields.ts';
import type { TitledFields } from './name/title-edges.ts';
import type { FieldName, VideoFields } from './field/video-fields.ts';

/** The part of a video's content that is told rather than measured. */
export type VideoMetadata = Pick<
  VideoContent,
  | 'title'
  | 'performers'
  | 'studio'
  | 'line'
  | 'categories'
  | 'tags'
  | 'description'
  | 'releasedOn'
  | 'releasedYear'
  | 'sourceId'
  | 'metadata'
  | 'provenance'
  | 'pathWords'
>;

/** {@link VideoMetadata} without what only one source can give. */
export type MergedMetadata = Omit<VideoMetadata, 'metadata' | 'pathWords'>;

/** What each source says; a name always says a title. */
export type MetadataBySource = Readonly<Partial<Record<MetadataSource, VideoFields>>> & {
  readonly filename: TitledFields;
};

/** What the name says, without a title that is a camera's (`IMG_1234.mp4`) where the file has another inside. */
function fromFilename({ filename, container }: MetadataBySource): VideoFields {
  if (container?.title === undefined || !isPlaceholderTitle(filename.title)) return filename;
  const { title: _, ...others } = filename;
  return others;
}

/** The catalogue's names for the fields that have shorter ones in templates. */
const catalogueNames: Readonly<Partial<Record<FieldName, string>>> = {
  released: 'releasedOn',
  year: 'releasedYear',
};

/**
 * Merges by the precedence of `metadataSources`: sidecar, filename, path, container. A name that is a camera's gives way
 * to the title in the container. Tags are the union of all. Mentions
 * are a field of their own until here: they follow the performers, whoever named those, unless they are among them, and
 * keep `mentions` in `provenance`.
 */
export function mergeMetadata(said: MetadataBySource): MergedMetadata {
  const ranked = { ...said, filename: fromFilename(said) };
  const sources = metadataSources.map((source) => ({ source, fields: ranked[source] ?? {} }));
  const { fields, provenance } = pickFields(sources);
  const mentionsSource = provenance.get('mentions');
  const bySource = new Map(
    Array.from(provenance, ([field, source]) => [catalogueNames[field] ?? field, source]),
  );
  if (mentionsSource !== undefined && !bySource.has('performers')) {
    bySource.set('performers', mentionsSource);
  }
  return {
    title: fields.title ?? said.filename.title,
    performers: uniqueValues([...(fields.performers ?? []), ...(fields.mentions ?? [])]),
    studio: fields.studio,
    line: fields.line,
    categories: fields.categories ?? [],
    tags: fields.tags ?? [],
    description: fields.description,
    releasedOn: fields.released,
    releasedYear: fields.year,
    sourceId: fields.sourceId,
    provenance: Object.fromEntries(bySource),
  };
}
