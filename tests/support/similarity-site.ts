// A catalogue, a search index, a similarity model that follows them, and the routes of likeness on a port.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Koa from 'koa';
import pino from 'pino';
import { vi } from 'vitest';
import { bumpCounter } from '../../core/catalogue/counters.ts';
import { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import { FilterStore } from '../../core/catalogue/filter-store.ts';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import { PreviewStore } from '../../core/catalogue/preview-store.ts';
import { VideoStore } from '../../core/catalogue/video-store.ts';
import type { Video } from '../../core/catalogue/video.ts';
import { ViewStore } from '../../core/catalogue/view-store.ts';
import type { FilterBody } from '../../core/contract/dashboard.ts';
import { indexOfHash } from '../../core/similarity/hash-table.ts';
import { serializeTermCounts } from '../../core/similarity/term-counts.ts';
import { countTerms, tokenizerVersion } from '../../core/similarity/tokenizer.ts';
import type { MeiliConnection } from '../../meili/client.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { errorAnswers } from '../../server/http/error-answers.ts';
import { mountRoutes } from '../../server/http/route.ts';
import { KnownNames } from '../../server/library/known-names.ts';
import { PeopleDirectory } from '../../server/library/people-directory.ts';
import { SiteFilter } from '../../server/library/site-filter.ts';
import { VideoPresenter } from '../../server/library/video-presenter.ts';
import { VisibleVideos } from '../../server/library/visible-videos.ts';
import { forYouRoutes } from '../../server/routes/for-you-routes.ts';
import { similarRoutes } from '../../server/routes/similar-routes.ts';
import { ForYou } from '../../server/similarity/for-you.ts';
import { ModelHost } from '../../server/similarity/model-host.ts';
import { SimilarFinder } from '../../server/similarity/similar-finder.ts';
import { addVideos } from './meilisearch-catalogue.ts';

const log = pino({ level: 'silent' });

interface SiteOptions extends MeiliConnection {
  readonly folder: string;
  readonly indexUid: string;
}

/** Whoever opens it closes it. */
export class SimilaritySite {
  readonly catalogue: Catalogue;
  readonly models: ModelHost;
  readonly favourites: FavouriteStore;
  readonly #filters: FilterStore;
  readonly #writer: VideoIndexWriter;
  readonly #server: Server;
  readonly #end = new AbortController();
  readonly #upToDate: Promise<void>;

  private constructor(catalogue: Catalogue, { folder, indexUid, ...connection }: SiteOptions) {
    this.catalogue = catalogue;
    this.#writer = new VideoIndexWriter(connection, indexUid);
    const index = new VideoIndex(connection, indexUid);
    const videos = new VideoStore(catalogue);
    const views = new ViewStore(catalogue);
    this.favourites = new FavouriteStore(catalogue);
    this.#filters = new FilterStore(catalogue);
    const siteFilter = new SiteFilter(catalogue, this.#filters);
    const visible = new VisibleVideos(videos, siteFilter);
    const { favourites } = this;
    const previews = new PreviewStore(catalogue);
    const presenter = new VideoPresenter({
      ...{ favourites, views, previews },
      posterChoices: new PosterChoiceStore(catalogue),
    });
    const cataloguePath = join(folder, 'catalogue.db');
    this.models = new ModelHost({ catalogue, cataloguePath, log });
    const { models } = this;
    const similar = new SimilarFinder({ models, index, videos });
    const names = new KnownNames({ catalogue, index, siteFilter, log });
    const people = new PeopleDirectory({ index, siteFilter, visible, presenter, names });
    const base = { index, siteFilter, visible, presenter, favourites, views };
    const forYou = new ForYou({ ...base, models, videos });
    const routes = [
      ...similarRoutes({ ...base, similar, models, people }),
      ...forYouRoutes({ forYou, visible, presenter }),
    ];
    const app = new Koa().use(errorAnswers(log)).use(mountRoutes(routes).routes());
    const answer = app.callback();
    this.#server = createServer((request, response) => void answer(request, response));
    this.#upToDate = models.keepUpToDate(this.#end.signal);
  }

  static async open(options: SiteOptions): Promise<SimilaritySite> {
    const catalogue = await openCatalogue(join(options.folder, 'catalogue.db'));
    const site = new SimilaritySite(catalogue, options);
    await site.#writer.ensure();
    site.#server.listen({ host: '127.0.0.1', port: 0 });
    await once(site.#server, 'listening');
    return site;
  }

  /** Adds videos to the catalogue and the index, and waits for neither the model nor anybody else. */
  async add(videos: readonly Video[]): Promise<void> {
    await addVideos(this.catalogue, videos);
    const terms = videos.map((video) => ({
      hash: video.hash,
      tokenizer_version: tokenizerVersion,
      terms: serializeTermCounts(countTerms(video)),
    }));
    await this.catalogue.transaction().execute(async (transaction) => {
      for (let start = 0; start < terms.length; start += 500)
        await transaction
          .insertInto('video_terms')
          .values(terms.slice(start, start + 500))
          .execute();
      await bumpCounter(transaction, 'terms');
    });
    const nothing = { views: 0, lastViewedMs: undefined, isFavourite: false, readyPreviews: [] };
    await this.#writer.add(videos.map((video) => toDocument({ video, ...nothing })));
  }

  /** Resolves when the model knows a video. */
  async untilKnown(hash: string): Promise<void> {
    await vi.waitFor(
      () => {
        if (indexOfHash(this.models.model.hashes, hash) === undefined)
          throw new Error(`the similarity model does not know ${hash}`);
      },
      { timeout: 30_000, interval: 20 },
    );
  }

  /** Runs `work` under content filters. */
  async filtered(rules: readonly FilterBody[], work: () => Promise<void>): Promise<void> {
    const added: number[] = [];
    for (const rule of rules) added.push((await this.#filters.add(rule)).id);
    try {
      await work();
    } finally {
      for (const id of added) await this.#filters.remove(id);
    }
  }

  async get(path: string): Promise<Response> {
    const address = this.#server.address();
    if (!isPort(address)) throw new Error('the site is closed');
    return await fetch(`http://127.0.0.1:${address.port}${path}`);
  }

  /** @throws Error for a status that is not 2xx. */
  async json(path: string): Promise<unknown> {
    const response = await this.get(path);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#upToDate;
    this.#server.closeAllConnections();
    this.#server.close();
    await this.catalogue.destroy();
  }
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
