// The tags of a file under one set of names, whatever the container calls them. Pure.

/** Names as ffmpeg has them. Dates are as the file has them: a year, a date, a time. */
export const tagNames = [
  'title',
  'artist',
  'album',
  'album_artist',
  'composer',
  'date',
  'genre',
  'comment',
  'description',
  'synopsis',
  'copyright',
  'publisher',
  'keywords',
  'show',
  'network',
  'season_number',
  'episode_id',
  'episode_sort',
] as const;

/** One of {@link tagNames}. */
export type TagName = (typeof tagNames)[number];

/** The tags that a file has; values are trimmed and not empty. */
export type ContainerTags = Readonly<Partial<Record<TagName, string>>>;

/** A tag is a line or a paragraph; what is longer is cut. */
const MAX_LENGTH = 4096;

const known: ReadonlySet<string> = new Set(tagNames);

/** Other names of the tags, in lower case: iTunes atoms, QuickTime keys, Matroska's official names, RIFF and ASF. */
const aliases: ReadonlyMap<string, TagName> = new Map([
  ['©nam', 'title'],
  ['©art', 'artist'],
  ['author', 'artist'],
  ['©alb', 'album'],
  ['aart', 'album_artist'],
  ['©wrt', 'composer'],
  ['©day', 'date'],
  ['date_released', 'date'],
  ['date_release', 'date'],
  ['wm/year', 'date'],
  ['year', 'date'],
  ['icrd', 'date'],
  ['©gen', 'genre'],
  ['wm/genre', 'genre'],
  ['©cmt', 'comment'],
  ['©des', 'description'],
  ['desc', 'description'],
  ['ldes', 'synopsis'],
  ['©cpy', 'copyright'],
  ['cprt', 'copyright'],
  ['©pub', 'publisher'],
  ['wm/publisher', 'publisher'],
  ['©key', 'keywords'],
  ['keyw', 'keywords'],
  ['tvsh', 'show'],
  ['tvnn', 'network'],
  ['tven', 'episode_id'],
]);

/**
 * Picks the known tags. Where several names of a container mean the same tag, the tag's own name wins, then the first.
 * QuickTime's `com.apple.quicktime.title` is `title`, and so on.
 */
export function toContainerTags(raw: Readonly<Record<string, string>>): ContainerTags {
  const own: Partial<Record<TagName, string>> = {};
  const aliased: Partial<Record<TagName, string>> = {};
  for (const [rawName, rawValue] of Object.entries(raw)) {
    const name = rawName.toLowerCase().replace(/^com\.apple\.quicktime\./, '');
    const value = cleanValue(rawValue);
    if (value === '') continue;
    const alias = aliases.get(name);
    if (isTagName(name)) own[name] ??= value;
    else if (alias !== undefined) aliased[alias] ??= value;
  }
  return { ...aliased, ...own };
}

function isTagName(name: string): name is TagName {
  return known.has(name);
}

function cleanValue(value: string): string {
  return value.replaceAll('\0', ' ').trim().slice(0, MAX_LENGTH).trimEnd().toWellFormed();
}
