// How the video index is set up, as data. Applying it is the writer's.

import type { Settings } from 'meilisearch';

/** The name of the index. */
export const videoIndexUid = 'videos';

/** The version of the documents' form. Raise it with every change of `document.ts`: the index is rebuilt then. */
export const schemaVersion = 4;

/** The engine's time for one search before it answers with what it has, worse ranked; below our own limits. */
const SEARCH_CUTOFF_MS = 1500;

/** The settings of the index. Lists without an order of their own are in the engine's order, so that they compare. */
export const videoIndexSettings = {
  // In order of weight, for the ranking rule `attribute`: what people remember of a video first.
  searchableAttributes: [
    'title',
    'performers',
    'studio',
    'line',
    'categories',
    'tags',
    'collection',
    // Repeats what was read of the name, and finds what was not: it must not outrank either.
    'pathWords',
    // Long, and full of words that are not what the video is about.
    'description',
    // Single letters, which only help a word elsewhere.
    'initials',
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
    // Videos that have all words come before those that have some, when none or few have all.
    'words',
    // What was typed before what is only like it: `bunny` in a path before `sunny` in a title.
    'typo',
    // `jane doe` is one person before it is Jane Roe and John Doe in one video.
    'proximity',
    // The title before the path, and the beginning of a field before its end.
    'attribute',
    // A whole word before one that is only begun, a whole title before one with more words.
    'exactness',
    // Newest first among equals, and in the end a fixed order, so that pages neither repeat nor skip.
    'addedAt:desc',
    'hash:asc',
  ],
  // `byAttribute` knows which words a field has but not in which order, so that `"runner blade"` would find Blade Runner.
  // Measured with 20,000 videos: indexing takes 1.2 to 1.5 times the processor time, the index a tenth more room.
  proximityPrecision: 'byWord',
  // The last word of a query is found while it is typed. It costs no time in a search, as its beginnings are indexed.
  prefixSearch: 'indexingTime',
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
