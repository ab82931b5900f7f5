// What the tags inside a video file say of it. Knows tag names, not containers.

import { readRecord } from '../field/read-record.ts';
import { parseYear } from '../field/release-date.ts';
import { isDescription, isToolNoise } from './tool-noise.ts';
import type { VideoFields } from '../field/video-fields.ts';

/** Tags as ffprobe and mediabunny name them, in any case: `title`, `ARTIST`, `date` … */
export type ContainerTags = Readonly<Record<string, string>>;

/** The first of `names` that says something, and not only what program made the file. */
function find(tags: ReadonlyMap<string, string>, ...names: readonly string[]): string | undefined {
  return names
    .map((name) => tags.get(name)?.trim())
    .find((text) => text !== undefined && text !== '' && !isToolNoise(text));
}

/** Numbers are no noise in a date. */
function findDate(tags: ReadonlyMap<string, string>): string | undefined {
  return ['date_released', 'date_release', 'date', 'year']
    .map((name) => tags.get(name)?.trim())
    .find((text) => text !== undefined && text !== '');
}

/** Anything may stand in a comment: it counts where nothing else describes the video, and when it does. */
function findDescription(tags: ReadonlyMap<string, string>): string | undefined {
  const comment = find(tags, 'comment');
  return (
    find(tags, 'description', 'synopsis', 'summary') ??
    (comment !== undefined && isDescription(comment) ? comment : undefined)
  );
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
  const date = findDate(tags);
  const isYear = date !== undefined && parseYear(date) !== undefined;
  const { fields } = readRecord({
    title: find(tags, 'title'),
    performers: findList(tags, 'performers', 'artist'),
    studio: find(tags, 'studio', 'network', 'publisher', 'production_studio'),
    line: find(tags, 'show', 'series'),
    categories: findList(tags, 'genre'),
    tags: findList(tags, 'keywords'),
    description: findDescription(tags),
    [isYear ? 'year' : 'released']: date,
  });
  return fields;
}
