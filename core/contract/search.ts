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
] as const;
export const facetName = z.enum(facetNames);
export type FacetName = z.infer<typeof facetName>;

/** Filters of a search; a value that begins with `!` excludes. All given fields must hold; values of one field are alternatives, but performers, categories and tags must all be there. */
export const searchFilters = z.object({
  performer: repeated.optional(),
  studio: repeated.optional(),
  category: repeated.optional(),
  tag: repeated.optional(),
  collection: repeated.optional(),
  resolution: repeated.optional(),
  playability: repeated.optional(),
  year: repeated.optional(),
  /** Words that the path must, or must not, have. */
  include: repeated.optional(),
  exclude: repeated.optional(),
  releasedFrom: day.optional(),
  releasedTo: day.optional(),
  addedFrom: day.optional(),
  addedTo: day.optional(),
  durationMin: seconds.optional(),
  durationMax: seconds.optional(),
  heightMin: z.coerce.number().int().min(0).max(100_000).optional(),
  favourite: flag.optional(),
  unwatched: flag.optional(),
});
export type SearchFilters = z.infer<typeof searchFilters>;

export const pageLimitMax = 200;
export const paging = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(24),
});

export const searchQuery = searchFilters.extend({
  q: z.string().max(500).default(''),
  sort: sortParameter.optional(),
  seed: z.string().max(64).optional(),
  ...paging.shape,
  /** Comma-separated facet names, `*` for all, empty for none. */
  facets: z
    .string()
    .default('')
    .transform((value) =>
      value === '*' ? [...facetNames] : value.split(',').filter((name) => name !== ''),
    )
    .pipe(z.array(facetName)),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const facetCounts = z.partialRecord(facetName, z.record(z.string(), z.number().int()));
export type FacetCounts = z.infer<typeof facetCounts>;

export const searchAnswer = z.object({
  videos: z.array(videoSummary),
  total: z.number().int(),
  page: z.number().int(),
  limit: z.number().int(),
  facets: facetCounts,
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
