// A made-up library in a real catalogue and a real search index, behind two servers that share them.

import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { vi } from 'vitest';
import { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import { FolderStore } from '../../core/catalogue/folder-store.ts';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../../core/catalogue/outbox-store.ts';
import { PreviewJobs } from '../../core/catalogue/preview-jobs.ts';
import { SavedSearchStore } from '../../core/catalogue/saved-search-store.ts';
import { ViewStore } from '../../core/catalogue/view-store.ts';
import { loadConfig } from '../../core/config.ts';
import { routes } from '../../core/contract/routes.ts';
import { savedNameLengthMax, savedSearchBody } from '../../core/contract/saved-search.ts';
import { videoCountOf } from '../../core/similarity/model.ts';
import { serializeTermCounts } from '../../core/similarity/term-counts.ts';
import { countTerms, tokenizerVersion } from '../../core/similarity/tokenizer.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { createSite } from '../../server/main.ts';
import {
  namesOf,
  spell,
  type AwkwardLibrary,
  type AwkwardVideo,
  type Entity,
  type Rule,
} from './awkward-library.ts';
import { madeUpFile } from './made-up-video.ts';
import { ask } from './raw-request.ts';
import type { TestSearchIndex } from './search-index.ts';

const patience = { timeout: 30_000, interval: 20 };

/** Two servers on one library. Whoever opens it closes it. */
export class FilteredSite {
  readonly catalogue: Catalogue;
  /** Of the two servers. */
  readonly ports: readonly number[] = [];
  /** The middlewares of the first server. */
  readonly app: ReturnType<typeof createSite>['app'];
  readonly #close: () => Promise<void>;

  private constructor(servers: readonly StartedServer[], folder: string) {
    const [first] = servers;
    if (first === undefined) throw new Error('no server was started');
    this.catalogue = first.catalogue;
    this.app = first.app;
    this.ports = servers.map(({ port }) => port);
    this.#close = async () => {
      for (const server of servers) await server.close();
      await rm(folder, { recursive: true, force: true });
    };
  }

  static async open(library: AwkwardLibrary, search: TestSearchIndex): Promise<FilteredSite> {
    const folder = await mkdtemp(join(tmpdir(), 'reeldex-filtered-'));
    const catalogue = await openCatalogue(join(folder, 'catalogue.db'));
    await fillCatalogue(catalogue, folder, library);
    const writer = new VideoIndexWriter(search, search.indexUid);
    await writer.ensure();
    await writer.add((await new OutboxStore(catalogue).nextPresent(1000, '')).map(toDocument));
    await catalogue.destroy();
    const servers = [await startServer(folder, search), await startServer(folder, search)];
    for (const { models } of servers)
      await vi.waitUntil(() => videoCountOf(models.model) === library.videos.length, patience);
    return new FilteredSite(servers, folder);
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /** Puts rules in the place of those there are, through the first server. */
  async setRules(rules: readonly Rule[]): Promise<void> {
    const [port = 0] = this.ports;
    const known = JSON.parse((await ask(port, { path: routes.dashboardFilters })).text) as {
      items: { id: number }[];
    };
    for (const { id } of known.items)
      await ask(port, { method: 'DELETE', path: routes.dashboardFilter(id) });
    for (const { entity, spelling, mode, active } of rules) {
      const json = { field: entity.field, value: spell(entity, spelling), mode, active };
      const { status, text } = await ask(port, {
        method: 'POST',
        path: routes.dashboardFilters,
        json,
      });
      if (status !== 201)
        throw new Error(`the rule ${JSON.stringify(json)} got ${status}: ${text}`);
    }
  }
}

interface StartedServer {
  readonly app: ReturnType<typeof createSite>['app'];
  readonly models: ReturnType<typeof createSite>['models'];
  readonly catalogue: Catalogue;
  readonly port: number;
  readonly close: () => Promise<void>;
}

async function startServer(folder: string, search: TestSearchIndex): Promise<StartedServer> {
  const config = loadConfig({ env: {}, argv: ['--data', folder], cwd: folder });
  const catalogue = await openCatalogue(join(folder, 'catalogue.db'));
  const index = new VideoIndex(search, search.indexUid);
  const log = pino({ level: 'silent' });
  const { app, models } = createSite({ config, catalogue, index, log, warnings: new Map() });
  const end = new AbortController();
  const modelsUpToDate = models.keepUpToDate(end.signal);
  const answer = app.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    end.abort();
    await modelsUpToDate;
    server.closeAllConnections();
    server.close();
    await catalogue.destroy();
  };
  return { app, models, catalogue, port: portOf(server), close };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The file of a video's poster below the previews folder. */
export function posterPath(hash: string): string {
  return `${hash.slice(0, 2)}/${hash}/poster-360.jpg`;
}

/** Every second video is a favourite, every third was watched, and those with an even number have a poster. */
async function fillCatalogue(
  catalogue: Catalogue,
  folder: string,
  library: AwkwardLibrary,
): Promise<void> {
  const { videos } = library;
  await storeVideos(catalogue, filesOf(folder, library));
  const favourites = new FavouriteStore(catalogue);
  const views = new ViewStore(catalogue);
  for (const [n, { hash }] of videos.entries()) {
    if (isFavourite(n)) await favourites.add(hash);
    if (isWatched(n)) await views.record(hash, { positionS: 5, watchedS: 5 });
  }
  await makePosters(catalogue, folder, videos);
  const searches = new SavedSearchStore(catalogue);
  for (const search of savedSearches(library)) await searches.add(savedSearchBody.parse(search));
}

/** A search for each entity and each video, named for what it finds. */
function savedSearches({ entities, videos }: AwkwardLibrary) {
  return [
    ...entities.flatMap((entity) => {
      const name = spell(entity, 1);
      const query = new URLSearchParams([[entity.field, name]]).toString();
      // An exclamation mark excludes.
      return name.startsWith('!') ? [] : [{ name: name.slice(0, savedNameLengthMax), query }];
    }),
    ...videos.map(({ token, title }) => ({
      name: `The film ${token}`,
      query: new URLSearchParams({ q: `"${title}"` }).toString(),
    })),
  ];
}

/** By the number of the video in its library. */
export function isFavourite(n: number): boolean {
  return n % 2 === 0;
}

/** By the number of the video in its library. */
export function isWatched(n: number): boolean {
  return n % 3 === 0;
}

/** A file of the library. */
interface StoredFile {
  readonly video: AwkwardVideo;
  readonly path: string;
  readonly root: string;
  readonly collection: string;
}

/** Each collection has a folder, and one for copies of videos that are in others. */
function filesOf(folder: string, { videos, entities }: AwkwardLibrary): readonly StoredFile[] {
  const collections = entities.filter(({ field }) => field === 'collection');
  const toFile = (video: AwkwardVideo, collection: Entity | undefined, place: string) => {
    const root = join(folder, `${place} ${collections.findIndex((one) => one === collection)}`);
    return {
      video,
      path: join(root, `${video.token}.mp4`),
      root,
      collection: spell(collection, 0),
    };
  };
  const own = videos.map((video) => toFile(video, video.entities.collection[0], 'library'));
  const copied = videos.filter(({ copyIn }) => copyIn !== undefined);
  // After all others by its name: the first copy says which collection a video is in.
  return [...own, ...copied.map((video) => toFile(video, video.copyIn, 'more'))];
}

async function storeVideos(catalogue: Catalogue, files: readonly StoredFile[]): Promise<void> {
  const indexing = new IndexingStore(catalogue);
  for (const [root, group] of Map.groupBy(files, (file) => file.root)) {
    const collection = group[0]?.collection ?? '';
    await mkdir(root, { recursive: true });
    await new LibraryStore(catalogue).add([{ path: root, name: collection }]);
    const seen = group.map(({ path }) => ({ path, sizeBytes: 1, mtimeMs: 1, companions: 0 }));
    await new FolderStore(catalogue).recordFolders({ root, collection }, [
      { path: root, files: seen, unreadable: [], seenMs: 0 },
    ]);
  }
  await indexing.claim('test', 1000);
  for (const { path, video } of files) {
    await writeFile(path, `the film of ${video.token}`);
    await indexing.save('test', [toIndexedFile(video, path)]);
  }
}

function toIndexedFile(video: AwkwardVideo, path: string) {
  const [studio] = namesOf(video, 'studio');
  const file = madeUpFile(path, {
    hash: video.hash,
    title: video.title,
    performers: namesOf(video, 'performer'),
    categories: namesOf(video, 'category'),
    tags: namesOf(video, 'tag'),
    studio,
    collection: namesOf(video, 'collection')[0] ?? '',
    pathWords: [video.token],
  });
  const terms = serializeTermCounts(countTerms(file.video));
  return { ...file, fullHash: video.hash.repeat(4), terms: { tokenizerVersion, terms } };
}

async function makePosters(catalogue: Catalogue, folder: string, videos: readonly AwkwardVideo[]) {
  const jobs = new PreviewJobs(catalogue);
  const withPoster = new Map(
    videos.filter((_, n) => n % 2 === 0).map((video) => [video.hash, video]),
  );
  for (;;) {
    const job = await jobs.claim('worker', {
      kinds: ['poster'],
      running: [],
      unreachableRoots: [],
    });
    if (job === undefined) return;
    const video = withPoster.get(job.hash);
    // It stays in the making.
    if (video === undefined) continue;
    const path = join(folder, 'previews', posterPath(video.hash));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `the poster of ${video.token}`);
    const file = { path: posterPath(video.hash), mediaType: 'image/jpeg', width: 360, height: 202 };
    await jobs.finish('worker', job, { files: [{ ...file, sizeBytes: 30 }], tookMs: 1 });
  }
}
