// A made-up library as a scan would have left it, published, with the search engine that has it.

import { join } from 'node:path';
import { pino } from 'pino';
import { bumpCounter } from '../../../core/catalogue/counters.ts';
import { noLease } from '../../../core/catalogue/lease.ts';
import { untried } from '../../../core/catalogue/preview-queue.ts';
import { openCatalogue, type Catalogue } from '../../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../../core/catalogue/outbox-store.ts';
import { toContentColumns } from '../../../core/catalogue/video.ts';
import { serializeTermCounts } from '../../../core/similarity/term-counts.ts';
import { countTerms, tokenizerVersion } from '../../../core/similarity/tokenizer.ts';
import { publishBehind } from '../../../indexer/publish/publish-behind.ts';
import { passSize } from '../../../indexer/publish/publish-parts.ts';
import { VideoIndexWriter } from '../../../meili/video-index-writer.ts';
import { startMeilisearch, type MeilisearchServer } from '../../support/meilisearch-server.ts';
import { makeUpLibrary, type LibraryVideo } from './made-up-library.ts';

const { signal } = new AbortController();

/** Rows of one statement. */
const ROWS_AT_ONCE = 25;

/** Where the library is; whoever fills it kills the engine. */
export interface FilledSite {
  readonly dataDir: string;
  readonly videos: number;
  readonly meilisearch: MeilisearchServer;
}

/** Makes a catalogue of `videos` made-up videos in `dataDir` and an engine that has them all. */
export async function fillSite(dataDir: string, videos: number): Promise<FilledSite> {
  const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
  try {
    await fillCatalogue(catalogue, videos);
    const meilisearch = await startMeilisearch(dataDir);
    await publishAll(catalogue, new VideoIndexWriter(meilisearch));
    return { dataDir, videos, meilisearch };
  } finally {
    await catalogue.destroy();
  }
}

async function fillCatalogue(catalogue: Catalogue, videos: number): Promise<void> {
  await catalogue.transaction().execute(async (transaction) => {
    let chunk: LibraryVideo[] = [];
    for (const video of makeUpLibrary(videos)) {
      chunk.push(video);
      if (chunk.length < ROWS_AT_ONCE) continue;
      await insert(transaction, chunk);
      chunk = [];
    }
    if (chunk.length > 0) await insert(transaction, chunk);
    for (const counter of ['library', 'terms', 'previews'] as const)
      await bumpCounter(transaction, counter);
  });
}

async function insert(catalogue: Catalogue, videos: readonly LibraryVideo[]): Promise<void> {
  const values = [...videos];
  await catalogue.insertInto('videos').values(values.map(videoRow)).execute();
  await catalogue.insertInto('video_terms').values(values.map(termsRow)).execute();
  await catalogue.insertInto('previews').values(values.map(posterRow)).execute();
  const views = values.flatMap(viewRows);
  if (views.length > 0) await catalogue.insertInto('views').values(views).execute();
}

function videoRow({ content, addedMs }: LibraryVideo) {
  const own = { added_ms: addedMs, updated_ms: addedMs, publish_error: null };
  return { ...toContentColumns(content), ...own, is_present: 1, rev: 1, published_rev: 0 };
}

function termsRow({ content }: LibraryVideo) {
  const terms = serializeTermCounts(countTerms(content));
  return { hash: content.hash, tokenizer_version: tokenizerVersion, terms };
}

function posterRow({ content: { hash }, addedMs }: LibraryVideo) {
  const path = `${hash.slice(0, 2)}/${hash}/poster.jpg`;
  const file = { path, mediaType: 'image/jpeg', width: 640, height: 360, sizeBytes: 40_000 };
  return {
    ...{ hash, kind: 'poster' as const, state: 'ready' as const, priority: 20, place: 0 },
    ...untried,
    ...{ files: JSON.stringify([file]), bytes: file.sizeBytes, took_ms: 90 },
    ...{ updated_ms: addedMs, ...noLease },
  };
}

function viewRows({ content: { hash }, viewedMs }: LibraryVideo) {
  return viewedMs.map((atMs) => ({ hash, started_ms: atMs, last_ms: atMs, watched_s: 60 }));
}

async function publishAll(catalogue: Catalogue, index: VideoIndexWriter): Promise<void> {
  await index.ensure(signal);
  const outbox = new OutboxStore(catalogue);
  const parts = { catalogue, outbox, index, log: pino({ enabled: false }) };
  for (let behind = await outbox.countBehind(); behind > 0; behind = await outbox.countBehind())
    await publishBehind(parts, passSize(behind), signal);
}
