// A made-up library whose names can be typed: words in titles, first and last names, frequencies like a real library's.

import type { VideoContent } from '../../../core/catalogue/video.ts';
import { madeUpVideo } from '../../support/made-up-video.ts';
import { createRandom, type Random } from '../random.ts';
import { firstNames, lastNames, studioKinds, studioWords, tagWords, titleWords } from './names.ts';

/** A video and what a person did with it. */
export interface LibraryVideo {
  readonly content: VideoContent;
  readonly addedMs: number;
  /** Times at which it was watched; most never were. */
  readonly viewedMs: readonly number[];
}

const START_MS = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;
/** A walk finds so many files in the same millisecond. */
const FOUND_AT_ONCE = 20;
const DAYS_OF_ADDING = 2000;
const FIRST_YEAR = 1995;
const heights = [1080, 1080, 1080, 720, 720, 2160, 480, 576, 1440, 360];
const codecs = ['h264', 'h264', 'h264', 'hevc', 'hevc', 'av1', 'vp9', 'mpeg4'];
const collections = ['Films', 'Clips', 'Family', 'Concerts'];

/** The n-th performer's name; the first ones are the most frequent. */
function performerName(number: number): string {
  const first = firstNames[number % firstNames.length] ?? '';
  // Steps through all pairs: neighbours differ in both names.
  const last = lastNames[(number * 7 + Math.floor(number / firstNames.length)) % lastNames.length];
  const pairs = firstNames.length * lastNames.length;
  return number < pairs ? `${first} ${last ?? ''}` : `${first} ${last ?? ''} ${number}`;
}

function studioName(number: number): string {
  const word = studioWords[number % studioWords.length] ?? '';
  const kind = studioKinds[Math.floor(number / studioWords.length) % studioKinds.length] ?? '';
  return number < studioWords.length ? word : `${word} ${kind}`;
}

/** The n-th tag; the first ones are the most frequent. */
export function tagName(number: number): string {
  const word = tagWords[number % tagWords.length] ?? '';
  const more = titleWords[Math.floor(number / tagWords.length) + 20] ?? '';
  return number < tagWords.length ? word : `${word} ${more}`;
}

/**
 * The same videos for the same number. At 100,000 there are about 20,000 performers, 392 studios and 800 tags; titles have
 * 2 to 7 words out of some 500. Number `n` of each is drawn in proportion to `1 / n`.
 */
export function* makeUpLibrary(count: number, seed = 1): Generator<LibraryVideo> {
  const random = createRandom(seed);
  for (let number = 0; number < count; number += 1) yield makeUpOne(random, number, count);
}

function makeUpOne(random: Random, number: number, count: number): LibraryVideo {
  const isDated = random.below(10) < 7;
  const day = new Date(Date.UTC(FIRST_YEAR, 0, 1) + random.below(30 * 365) * DAY_MS);
  const title = random.list(2, 7, () => titleWords[random.zipf(titleWords.length)] ?? '').join(' ');
  const content = madeUpVideo({
    hash: random.hex(8) + random.hex(8),
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    performers: random.list(1, 3, () => performerName(random.zipf(Math.max(20, count / 5)))),
    studio: random.below(10) === 0 ? undefined : studioName(random.zipf(studios(count))),
    categories: [tagWords[random.zipf(20)] ?? ''],
    tags: random.list(0, 5, () => tagName(random.zipf(800))),
    collection: collections[random.zipf(collections.length)] ?? '',
    pathWords: title.split(' '),
    releasedOn: isDated ? day.toISOString().slice(0, 10) : undefined,
    releasedYear: isDated || random.below(2) === 0 ? day.getUTCFullYear() : undefined,
    videoCodec: codecs[random.below(codecs.length)] ?? '',
    ...sizesOf(random),
  });
  const place = Math.floor(number / FOUND_AT_ONCE) / (count / FOUND_AT_ONCE);
  const addedMs = START_MS + Math.floor(place * DAYS_OF_ADDING * DAY_MS);
  return { content, addedMs, viewedMs: viewsOf(random) };
}

/** One studio for 255 videos, as far as there are names. */
function studios(count: number): number {
  return Math.min(studioWords.length * studioKinds.length, Math.max(10, count / 255));
}

function sizesOf(random: Random) {
  const height = heights[random.below(heights.length)] ?? 0;
  const durationS = Math.round(Math.exp(3 + 5 * random.ratio()) * 10) / 10;
  const sizeBytes = Math.round(durationS * height * (300 + random.below(300)));
  const isKnown = random.below(100) > 0;
  const width = Math.round((height * 16) / 9);
  return { width, height, sizeBytes, durationS: isKnown ? durationS : undefined };
}

function viewsOf(random: Random): readonly number[] {
  if (random.below(10) > 0) return [];
  const latestMs = START_MS + DAYS_OF_ADDING * DAY_MS;
  return random.list(1, 4, () => latestMs + random.below(365 * DAY_MS));
}
