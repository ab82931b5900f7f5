// Translates Kodi's elements into our names. https://kodi.wiki/view/NFO_files/Movies, …/Episodes, …/TV_shows, …/Music_videos

import type { NfoElements, NfoRoot } from './nfo-document.ts';
import { toSourceId } from '../name/take-provider-id.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** Pictures, and what Reeldex measures itself. */
const dropped: ReadonlySet<string> = new Set(['thumb', 'fanart', 'art', 'fileinfo', 'actor']);

/** The elements that become fields; the others are kept under their own names. */
const used: ReadonlySet<string> = new Set([
  ...['title', 'plot', 'outline', 'studio', 'genre', 'tag', 'premiered', 'aired', 'releasedate'],
  ...['year', 'set', 'showtitle', 'artist', 'uniqueid', 'id'],
]);

/** All values of an element, which is an array only where it repeats. */
function all(value: unknown): readonly unknown[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => item !== undefined && item !== '');
}

/** A key of an element that has others in it or attributes. */
function inner(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : inner(value, '#text');
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function texts(value: unknown): readonly string[] {
  return all(value).flatMap((item) => textOf(item) ?? []);
}

/** Kodi writes a genre to an element; older tools wrote `Drama / Short` into one. */
function splitTexts(value: unknown): readonly string[] {
  return texts(value).flatMap((text) => text.split(/ \/ |[;|]/).map((part) => part.trim()));
}

/** The names of the actors by their `order`, where they have one. */
function readActors(value: unknown): readonly string[] {
  const actors = all(value).map((actor, index) => {
    const order = Number(textOf(inner(actor, 'order')) ?? NaN);
    return { name: textOf(inner(actor, 'name')), order: Number.isNaN(order) ? index : order };
  });
  return actors.toSorted((a, b) => a.order - b.order).flatMap(({ name }) => name ?? []);
}

/** The id that is marked as the default one, or else the first. */
function readSourceId(elements: NfoElements): string | undefined {
  const ids = all(elements['uniqueid']);
  const id = ids.find((item) => inner(item, 'default') === 'true') ?? ids[0];
  const text = textOf(id);
  const provider = inner(id, 'type');
  if (text === undefined) return texts(elements['id'])[0];
  return typeof provider === 'string' ? toSourceId(provider, text) : text;
}

/** `<set>Name</set>`, or `<set><name>Name</name></set>` as newer versions write it. */
function readSet(value: unknown): string | undefined {
  const [set] = all(value);
  return textOf(set) ?? textOf(inner(set, 'name'));
}

function keepOthers(elements: NfoElements): JsonRecord {
  const others = Object.entries(elements).filter(
    ([name, value]) => !used.has(name) && !dropped.has(name) && name !== '#text' && value !== '',
  );
  return Object.fromEntries(others);
}

/** What a show says of its episodes: its title is their line; what it says of its own release and story is not theirs. */
function fromShow(elements: NfoElements): JsonRecord {
  return {
    line: texts(elements['title'])[0],
    studio: texts(elements['studio'])[0],
    performers: readActors(elements['actor']),
    categories: splitTexts(elements['genre']),
    tags: texts(elements['tag']),
  };
}

/** The elements of a root under our names; the rest, such as runtime, season and ratings, as they are. */
export function fromNfo(root: NfoRoot, elements: NfoElements): JsonRecord {
  if (root === 'tvshow') return fromShow(elements);
  const { premiered, aired, releasedate, year } = elements;
  const [released] = [premiered, aired, releasedate].flatMap(texts);
  const artists = root === 'musicvideo' ? texts(elements['artist']) : [];
  return {
    ...keepOthers(elements),
    title: texts(elements['title'])[0],
    description: [elements['plot'], elements['outline']].flatMap(texts)[0],
    studio: texts(elements['studio'])[0],
    performers: [...artists, ...readActors(elements['actor'])],
    categories: splitTexts(elements['genre']),
    tags: texts(elements['tag']),
    released,
    year: texts(year)[0],
    line: texts(elements['showtitle'])[0] ?? readSet(elements['set']),
    sourceId: readSourceId(elements),
  };
}
