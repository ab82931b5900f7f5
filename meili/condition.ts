// One condition on videos in two forms: for the search engine, and for a video that is at hand. Both say the same.

import type { ListedVideo } from '../core/catalogue/video.ts';
import { foldText } from '../core/similarity/fold-text.ts';
import { releasedAtMs, releasedYear, toText, toValue, toValues } from './document.ts';
import { facetKey } from './facet-key.ts';
import { and, equals, inRange, isOneOf, not, type Bounds, type Filter } from './filter.ts';
import { pictureLines, resolutionLabel } from './resolution.ts';

/** What restricts videos, in both forms. */
export interface VideoFilter {
  /** Undefined when it does not restrict. */
  readonly filter: Filter | undefined;
  /** Whether a video passes. */
  matches(video: ListedVideo): boolean;
}

/** A filter that does restrict. */
export interface Condition extends VideoFilter {
  readonly filter: Filter;
}

/** By field, the values by which a video is found, as its document has them. */
const valuesOf = {
  performers: ({ performers }: ListedVideo) => toValues(performers),
  categories: ({ categories }: ListedVideo) => toValues(categories),
  tags: ({ tags }: ListedVideo) => toValues(tags),
  pathWords: ({ pathWords }: ListedVideo) => toValues(pathWords.map(foldText)),
  studio: ({ studio }: ListedVideo) => [toValue(studio)],
  collection: ({ collection }: ListedVideo) => [toText(collection)],
  resolution: ({ width, height }: ListedVideo) => [resolutionLabel(width, height)],
  playability: ({ playability }: ListedVideo) => [playability],
  videoCodec: ({ videoCodec }: ListedVideo) => [videoCodec],
  releasedYear: (video: ListedVideo) => [releasedYear(video)],
} as const;

/** By field, the number that a video is compared by, as its document has it. */
const numberOf = {
  releasedAt: releasedAtMs,
  addedAt: ({ addedMs }: ListedVideo) => addedMs,
  durationS: ({ durationS }: ListedVideo) => durationS,
  lines: ({ width, height }: ListedVideo) => pictureLines(width, height),
  sizeBytes: ({ sizeBytes }: ListedVideo) => sizeBytes,
} as const;

/** The field has one of these values; no value at all matches nothing. */
export function hasOneOf(field: keyof typeof valuesOf, values: readonly string[]): Condition {
  return { filter: isOneOf(field, values), matches: hasAny(field, values) };
}

/** The field has this value, or one of its values is this. */
export function has(field: keyof typeof valuesOf, value: string): Condition {
  return { filter: equals(field, value), matches: hasAny(field, [value]) };
}

function hasAny(field: keyof typeof valuesOf, wanted: readonly string[]) {
  const keys = new Set(wanted.map(facetKey));
  const numbers = new Set([...keys].filter((key) => decimal.test(key)).map(Number));
  const isWanted = (value: string | number) =>
    typeof value === 'number' ? numbers.has(value) : keys.has(facetKey(value));
  return (video: ListedVideo) =>
    valuesOf[field](video).some(
      (value) => value !== undefined && value !== null && isWanted(value),
    );
}

/** What the engine takes for a number. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/;

/** The number lies within the bounds; of a video without one it does not. Undefined when they are open. */
export function isWithin(field: keyof typeof numberOf, bounds: Bounds): Condition | undefined {
  const filter = inRange(field, bounds);
  if (filter === undefined) return undefined;
  const { min = -Infinity, max = Infinity, below = Infinity } = bounds;
  const matches = (video: ListedVideo) => {
    const number = numberOf[field](video);
    return number !== undefined && number >= min && number <= max && number < below;
  };
  return { filter, matches };
}

/** What does not match. */
export function negated(condition: Condition): Condition {
  return { filter: not(condition.filter), matches: (video) => !condition.matches(video) };
}

/** All must match; undefined ones do not restrict. */
export function every(conditions: readonly (VideoFilter | undefined)[]): VideoFilter {
  const given = conditions.filter((condition) => condition !== undefined);
  return {
    filter: and(...given.map(({ filter }) => filter)),
    matches: (video) => given.every((condition) => condition.matches(video)),
  };
}
