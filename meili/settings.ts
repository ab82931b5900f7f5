// How the video index is set up, as data. Applying it is the writer's.

import type { Settings } from 'meilisearch';

/** The name of the index. */
export const videoIndexUid = 'videos';

/** The version of the documents' form. Raise it with every change of `document.ts`: the index is rebuilt then. */
export const schemaVersion = 2;

/** The engine's time for one search before it answers with what it has, worse ranked; below our own limits. */
const SEARCH_CUTOFF_MS = 1500;

/** The settings of the index. Lists without an order of their own are in the engine's order, so that they compare. */
export const videoIndexSettings = {
  // In order of weight: a hit in the title counts more than one in the path.
  searchableAttributes: [
    'title',
    'performers',
    'studio',
    'line',
    'categories',
    'tags',
    'collection',
    'pathWords',
    'description',
  ],
  filterableAttributes: [
    // Comparison needs a tree of its own for each attribute: only where ranges are asked for. The engine's facet search
    // finds beginnings of whole values only, not a last name, so nothing uses it: see `name-match.ts`.
    {
      attributePatterns: [
        'hash',
        'performers',
        'studio',
        'categories',
        'tags',
        'collection',
        'pathWords',
        'resolution',
        'playability',
        'videoCodec',
        'releasedYear',
        // Counted, for ranges and bars of lengths; filtered is the exact `durationS`.
        'durationSlot',
        'isFavourite',
        'schemaVersion',
      ],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    {
      // All that is sorted by is among them: deep pages are found by counting what comes before; see `deep-page.ts`.
      attributePatterns: [
        'releasedAt',
        'addedAt',
        'durationS',
        'lines',
        'sizeBytes',
        'views',
        'shuffle',
        'lastViewedAt',
        'titleKey',
      ],
      features: { facetSearch: false, filter: { equality: true, comparison: true } },
    },
  ],
  sortableAttributes: [
    'addedAt',
    'durationS',
    'hash',
    'lastViewedAt',
    'releasedAt',
    'shuffle',
    'sizeBytes',
    'titleKey',
    'views',
  ],
  rankingRules: [
    // First: who sorts by date wants dates in order, not groups of equal relevance. Without a sort it does nothing.
    'sort',
    'words',
    'typo',
    'proximity',
    'attribute',
    'exactness',
    // Newest first among equals, and in the end a fixed order, so that pages neither repeat nor skip.
    'addedAt:desc',
    'hash:asc',
  ],
  // Indexing is 1.5 to 2 times faster; word distance within a title says little.
  proximityPrecision: 'byAttribute',
  typoTolerance: {
    // From four letters on (the default is five): `buny` finds Bunny. With three, `cat` would find every `car`.
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
    // 1987 is not 1988 and 720 is not 1720.
    disableOnNumbers: true,
  },
  // The default of 1,000 would cap totals and pages. Measured: a high limit costs nothing by itself.
  pagination: { maxTotalHits: 10_000_000 },
  faceting: {
    // The lists of performers and studios are facet counts and must be complete. Cost follows the values that there
    // are: 60 ms for 10,000, half a second for 130,000.
    maxValuesPerFacet: 1_000_000,
    sortFacetValuesBy: { '*': 'count' },
  },
  facetSearch: false,
  searchCutoffMs: SEARCH_CUTOFF_MS,
} as const satisfies ReadonlySettings;

type ReadonlySettings = { readonly [Key in keyof Settings]: DeepReadonly<Settings[Key]> };
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
