// What the tags inside a video file say of it. Knows tag names, not containers.

import { readRecord } from './read-record.ts';
import { parseYear } from './release-date.ts';
import type { VideoFields } from './video-fields.ts';

/** Tags as ffprobe and mediabunny name them, in any case: `title`, `ARTIST`, `date` … */
export type ContainerTags = Readonly<Record<string, string>>;

/** The first of `names` that says something. */
function find(tags: ReadonlyMap<string, string>, ...names: readonly string[]): string | undefined {
  return names
    .map((name) => tags.get(name)?.trim())
    .find((text) => text !== undefined && text !== '');
}

/** The first of `names` as a list; tag editors write `;`, `/` and NUL where we write `, `. */
function findList(
  tags: ReadonlyMap<string, string>,
  ...names: readonly string[]
): string | undefined {
  return find(tags, ...names)?.replace(/\s*(?:[;\0]| \/ )\s*/g, ', ');
}

/** Reads the usual tags; those that make no sense are passed over. */
export function readContainerFields(containerTags: ContainerTags): VideoFields {
  const tags = new Map(
    Object.entries(containerTags).map(([name, text]) => [name.toLowerCase(), text]),
  );
  const date = find(tags, 'date_released', 'date_release', 'date', 'year');
  const isYear = date !== undefined && parseYear(date) !== undefined;
  const { fields } = readRecord({
    title: find(tags, 'title'),
    performers: findList(tags, 'performers', 'artist'),
    studio: find(tags, 'studio', 'network', 'publisher', 'production_studio'),
    line: find(tags, 'show', 'series'),
    categories: findList(tags, 'genre'),
    tags: findList(tags, 'keywords'),
    description: find(tags, 'description', 'synopsis', 'summary'),
    [isYear ? 'year' : 'released']: date,
  });
  return fields;
}
