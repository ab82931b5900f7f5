// How names and folders are read when the configuration says nothing. Owns the defaults, not their meaning (indexer/parse).

/** Filename templates in the order in which they are tried; the grammar is described at `compileTemplate`. */
export const defaultTemplates: readonly string[] = [
  '{release}',
  '{performers} - [{studio}] [{year}]? [{released:date}]? [{line}]? {title} [{mentions}]? {{sourceId}}?',
  '[{studio}] [{year}]? [{released:date}]? [{line}]? {title} [{mentions}]?',
  '{studio} - {released:date} - {title}',
  '{performers} - {title}',
  '{title} ({year})',
  '{title}',
];

/** By field, the names (lower case) of the folders whose own folders are values of it: `Studios/Acme/…` says studio Acme. */
export interface FolderNames {
  readonly performers: readonly string[];
  readonly studio: readonly string[];
  readonly line: readonly string[];
  readonly tags: readonly string[];
  readonly categories: readonly string[];
}

/** The folders that mean something without being configured. */
export const defaultFolders = {
  performers: [
    'performers',
    'performer',
    'actors',
    'actor',
    'models',
    'model',
    'artists',
    'artist',
  ],
  studio: ['studios', 'studio', 'channels', 'channel', 'networks', 'network'],
  line: ['series', 'shows', 'tv shows', 'tv series', 'lines', 'line'],
  tags: ['tags', 'tag'],
  categories: ['categories', 'category', 'genres', 'genre'],
} as const satisfies FolderNames;
