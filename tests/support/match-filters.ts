// What the filters of a search mean, said once more in plain code: what the engine answers is compared with it.

import type { Video } from '../../core/catalogue/video.ts';
import { readChosenValue } from '../../core/contract/chosen-value.ts';
import type { SearchFilters } from '../../core/contract/search.ts';
import { pictureLines, resolutionLabel } from '../../meili/resolution.ts';

/** A video, and what a person did with it. */
export interface KnownVideo {
  readonly video: Video;
  readonly isFavourite: boolean;
  readonly isWatched: boolean;
}

/** The parameters that list values, with the values that a video has of each. */
export const listedValues = {
  performer: ({ performers }: Video) => performers,
  category: ({ categories }: Video) => categories,
  tag: ({ tags }: Video) => tags,
  studio: ({ studio }: Video) => (studio === undefined ? [] : [studio]),
  collection: ({ collection }: Video) => [collection],
  resolution: ({ width, height }: Video) => [resolutionLabel(width, height) ?? ''],
  playability: (video: Video) => [video.playability],
  codec: ({ videoCodec }: Video) => [videoCodec],
  year: (video: Video) => [releasedOn(video)?.slice(0, 4) ?? ''],
} as const;
export type ListedParameter = keyof typeof listedValues;

const listedParameters = Object.keys(listedValues).filter(
  (name): name is ListedParameter => name in listedValues,
);

/** Whether a video passes all filters but those of words in its path. */
export function passesFilters(
  { video, isFavourite, isWatched }: KnownVideo,
  filters: SearchFilters,
) {
  const day = releasedOn(video);
  const addedOn = new Date(video.addedMs).toISOString().slice(0, 10);
  const lines = pictureLines(video.width, video.height);
  return (
    listedParameters.every((name) => passesList(name, video, filters)) &&
    isBetween(video.durationS, filters.durationMin, filters.durationMax) &&
    isBetween(lines, filters.heightMin, filters.heightMax) &&
    isBetween(video.sizeBytes, filters.sizeMin, filters.sizeMax) &&
    isOnDays(day, filters.releasedFrom, filters.releasedTo) &&
    isOnDays(addedOn, filters.addedFrom, filters.addedTo) &&
    (filters.favourite ?? isFavourite) === isFavourite &&
    (filters.unwatched ?? !isWatched) === !isWatched
  );
}

function passesList(name: ListedParameter, video: Video, filters: SearchFilters): boolean {
  const values = new Set(listedValues[name](video).map((value) => value.toLowerCase()));
  const chosen = (filters[name] ?? []).map(readChosenValue);
  const has = ({ value }: { readonly value: string }) => values.has(value.toLowerCase());
  const wanted = chosen.filter(({ isExcluded }) => !isExcluded);
  const isAllOf = filters.allOf?.some((allOf) => allOf === name) === true;
  const passes = isAllOf ? wanted.every(has) : wanted.length === 0 || wanted.some(has);
  return passes && !chosen.some((each) => each.isExcluded && has(each));
}

function isBetween(value: number | undefined, min: number | undefined, below: number | undefined) {
  if (min === undefined && below === undefined) return true;
  return value !== undefined && value >= (min ?? value) && (below === undefined || value < below);
}

function isOnDays(day: string | undefined, from: string | undefined, to: string | undefined) {
  if (from === undefined && to === undefined) return true;
  return day !== undefined && day >= (from ?? day) && day <= (to ?? day);
}

/** A year alone counts as its first day. */
function releasedOn({ releasedOn: day, releasedYear }: Video): string | undefined {
  return day ?? (releasedYear === undefined ? undefined : `${releasedYear}-01-01`);
}
