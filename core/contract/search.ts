// Search and similarity requests and answers. Browser-safe.

import { z } from 'zod';
import { videoSummary } from './video.ts';

/** A query parameter that may stand once, many times, or not at all. */
const repeated = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().min(1).max(200)).max(100));

const day = z.iso.date('must be a date as YYYY-MM-DD');
const seconds = z.coerce.number().min(0).max(1e7);
const lines = z.coerce.number().int().min(0).max(100_000);
const bytes = z.coerce.number().int().min(0).max(1e15);
const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');

export const sortKeys = [
  'relevance',
  'added',
  'released',
  'title',
  'duration',
  'size',
  'views',
  'viewed',
  'random',
] as const;
export type SortKey = (typeof sortKeys)[number];

/** `key`, `key:asc` or `key:desc`. */
export const sortParameter = z
  .string()
  .regex(
    new RegExp(`^(${sortKeys.join('|')})(:(asc|desc))?$`),
    `must be one of ${sortKeys.join(', ')}, with :asc or :desc`,
  )
  .transform((value) => {
    const [key, direction] = value.split(':');
    return {
      key: sortKeys.find((known) => known === key) ?? 'relevance',
      direction: direction === 'asc' ? 'asc' : direction === 'desc' ? 'desc' : undefined,
    } as const;
  });

/** The facets that a search can count, by the name that the answer uses. */
export const facetNames = [
  'performers',
  'studio',
  'categories',
  'tags',
  'collection',
  'resolution',
  'releasedYear',
  'playability',
  'videoCodec',
  'duration',
  'favourite',
] as const;
export const facetName = z.enum(facetNames);
export type FacetName = z.infer<typeof facetName>;

/** The parameters of which a video may have several values, so that one can ask for all of those chosen. */
export const allOfNames = ['performer', 'category', 'tag'] as const;
export type AllOfName = (typeof allOfNames)[number];

/**
 * Filters of a search; all that are given must hold. Values of one field are alternatives, and one that begins with `!` is
 * excluded; see `chosen-value.ts`. Of numbers `…Min` belongs to the range and `…Max` does not, so that ranges side by side
 * share no video; days belong to the range at both ends.
 */
export const searchFilters = z.object({
  performer: repeated.optional(),
  studio: repeated.optional(),
  category: repeated.optional(),
  tag: repeated.optional(),
  collection: repeated.optional(),
  resolution: repeated.optional(),
  playability: repeated.optional(),
  codec: repeated.optional(),
  year: repeated.optional(),
  /** Fields whose chosen values must all be there. */
  allOf: repeated.pipe(z.array(z.enum(allOfNames))).optional(),
  /** Words that the path must, or must not, have. */
  include: repeated.optional(),
  exclude: repeated.optional(),
  releasedFrom: day.optional(),
  releasedTo: day.optional(),
  addedFrom: day.optional(),
  addedTo: day.optional(),
  durationMin: seconds.optional(),
  durationMax: seconds.optional(),
  /** Lines of the picture, counted as its resolution is named: 1920 x 800 has 1080. */
  heightMin: lines.optional(),
  heightMax: lines.optional(),
  sizeMin: bytes.optional(),
  sizeMax: bytes.optional(),
  favourite: flag.optional(),
  unwatched: flag.optional(),
});
export type SearchFilters = z.infer<typeof searchFilters>;

export const pageLimitMax = 200;
export const paging = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(24),
});

const words = z.string().max(500).default('');

/** Names with commas between, `*` for all of them, nothing for none. */
function namesAmong<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z
    .string()
    .default('')
    .transform((value) =>
      value === '*' ? [...names] : value.split(',').filter((name) => name !== ''),
    )
    .pipe(z.array(z.enum(names)));
}

export const histogramNames = ['releasedYear', 'duration'] as const;
export type HistogramName = (typeof histogramNames)[number];

export const searchQuery = searchFilters.extend({
  q: words,
  sort: sortParameter.optional(),
  seed: z.string().max(64).optional(),
  ...paging.shape,
  facets: namesAmong(facetNames),
  histograms: namesAmong(histogramNames),
});
export type SearchQuery = z.infer<typeof searchQuery>;

/** The facets whose values can be looked for by name. */
export const nameFacets = ['performers', 'studio', 'categories', 'tags', 'collection'] as const;
export const nameFacet = z.enum(nameFacets);
export type NameFacet = z.infer<typeof nameFacet>;

/** A search, of which the values of one facet are looked for. */
export const facetValuesQuery = searchFilters.extend({
  q: words,
  /** What the value's name is like: words, the last of which may be only begun, with typos. Empty for all values. */
  text: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(20),
});

/** Those that `text` means best first, then the most frequent; counted as the facets of a search are. */
export const facetValuesAnswer = z.object({
  values: z.array(z.object({ value: z.string(), count: z.number().int() })),
});
export type FacetValuesAnswer = z.infer<typeof facetValuesAnswer>;

/**
 * Of each facet the values with their numbers of videos: as many as one finds by choosing the value instead of those of
 * the facet that are chosen, or, of a field in `allOf`, beside them.
 */
export const facetCounts = z.partialRecord(facetName, z.record(z.string(), z.number().int()));
export type FacetCounts = z.infer<typeof facetCounts>;

/**
 * A bar of a histogram. Its ends are those of the filter that finds its videos: whole years, both of which belong to it
 * (`releasedFrom`, `releasedTo`), or seconds, of which `max` does not (`durationMin`, `durationMax`).
 */
export const histogramBin = z.object({
  min: z.number(),
  /** Null for a last bin without an end. */
  max: z.number().nullable(),
  count: z.number().int(),
});
export type HistogramBin = z.infer<typeof histogramBin>;

/**
 * Of each histogram its bins side by side, empty ones in between included, a few dozen at most. Counted without the
 * filters on the same quantity.
 */
export const histograms = z.partialRecord(z.enum(histogramNames), z.array(histogramBin));
export type Histograms = z.infer<typeof histograms>;

export const searchAnswer = z.object({
  videos: z.array(videoSummary),
  total: z.number().int(),
  page: z.number().int(),
  limit: z.number().int(),
  facets: facetCounts,
  histograms,
  tookMs: z.number(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

const kindWeight = z.coerce.number().min(0).max(3).default(1);

/** What to liken by, and what to leave out. Weights only tell against each other: four equal ones change nothing. */
export const similarVideosQuery = searchFilters.extend({
  performerWeight: kindWeight,
  studioWeight: kindWeight,
  /** Of tags and categories. */
  tagWeight: kindWeight,
  /** Of the words of the title, the line and the collection. */
  titleWeight: kindWeight,
  /** Lists other copies, resolutions and cuts of the video as well. */
  includeDuplicates: flag.default(false),
});

/** A shared term and what it adds to the score. */
export const similarityReason = z.object({
  term: z.string(),
  kind: z.string(),
  weight: z.number(),
});
export type SimilarityReason = z.infer<typeof similarityReason>;

export const similarVideosAnswer = z.object({
  videos: z.array(
    z.object({
      video: videoSummary,
      /** The cosine: from 0 to 1, whatever the weights. */
      score: z.number(),
      /** The heaviest reasons, the heaviest first; together at most the score. */
      because: z.array(similarityReason),
    }),
  ),
  /** At least so many, when it is not exact. */
  total: z.number().int(),
  isTotalExact: z.boolean(),
});
export type SimilarVideosAnswer = z.infer<typeof similarVideosAnswer>;

export const similarPeopleAnswer = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      /** From 0 to 1. */
      similarity: z.number(),
      videoCount: z.number().int(),
      /** The poster of their newest video, or null while none is made. */
      posterUrl: z.string().nullable(),
    }),
  ),
});
export type SimilarPeopleAnswer = z.infer<typeof similarPeopleAnswer>;
