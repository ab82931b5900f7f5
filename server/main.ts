// The server: web site, API, search, similarity, streams and live events. Only puts the parts together.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { FavouriteStore } from '../core/catalogue/favourite-store.ts';
import { FilterStore } from '../core/catalogue/filter-store.ts';
import { IndexRunStore } from '../core/catalogue/index-run-store.ts';
import { FailedFileStore } from '../core/catalogue/failed-file-store.ts';
import { IndexingStore } from '../core/catalogue/indexing-store.ts';
import { LibraryStore } from '../core/catalogue/library-store.ts';
import type { Catalogue } from '../core/catalogue/open-catalogue.ts';
import { OutboxStore } from '../core/catalogue/outbox-store.ts';
import { PosterChoiceStore } from '../core/catalogue/poster-choice-store.ts';
import { PreviewOrders } from '../core/catalogue/preview-orders.ts';
import { PreviewBudgetStore } from '../core/catalogue/preview-budget-store.ts';
import { PreviewStore } from '../core/catalogue/preview-store.ts';
import { ProcessStore } from '../core/catalogue/process-store.ts';
import { PublishFailureStore } from '../core/catalogue/publish-failure-store.ts';
import { RefusedStore } from '../core/catalogue/refused-store.ts';
import { SavedSearchStore } from '../core/catalogue/saved-search-store.ts';
import { ScanHistoryStore } from '../core/catalogue/scan-history-store.ts';
import { ScanStore } from '../core/catalogue/scan-store.ts';
import { VideoStore } from '../core/catalogue/video-store.ts';
import { ViewStore } from '../core/catalogue/view-store.ts';
import type { Config } from '../core/config.ts';
import { AppError, errorFields, systemErrorCode } from '../core/errors.ts';
import { keepHeapSmall } from '../core/keep-heap-small.ts';
import { runProgram, type ProgramContext } from '../core/program.ts';
import { meiliConnection } from '../meili/meili-connection.ts';
import { VideoIndex } from '../meili/video-index.ts';
import { createApp } from './app.ts';
import { EventFeed } from './events.ts';
import type { Route } from './http/route.ts';
import { KnownNames } from './library/known-names.ts';
import { PeopleDirectory } from './library/people-directory.ts';
import { PlayableFiles } from './library/playable-file.ts';
import { PreviewPlanner } from './library/preview-planner.ts';
import { PreviewUses } from './library/preview-uses.ts';
import { SavedSearchDirectory } from './library/saved-search-directory.ts';
import { SiteFilter } from './library/site-filter.ts';
import { VideoPresenter } from './library/video-presenter.ts';
import { VisibleVideos } from './library/visible-videos.ts';
import { createHlsSessions } from './playback/create-hls-sessions.ts';
import { ffmpegOnDemand } from './playback/ffmpeg-on-demand.ts';
import { PictureIntake } from './posters/picture-intake.ts';
import { dashboardStatusRoutes } from './routes/dashboard-status-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { filterRoutes } from './routes/filter-routes.ts';
import { forYouRoutes } from './routes/for-you-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { hlsRoutes, playbackRoutes } from './routes/hls-routes.ts';
import { indexRoutes } from './routes/index-routes.ts';
import { libraryRoutes } from './routes/library-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { mediaRoutes } from './routes/media-routes.ts';
import { peopleRoutes } from './routes/people-routes.ts';
import { metricsRoutes } from './routes/metrics-routes.ts';
import { personalRoutes } from './routes/personal-routes.ts';
import { posterRoutes } from './routes/poster-routes.ts';
import { previewFiles } from './routes/preview-files.ts';
import { previewJobRoutes } from './routes/preview-job-routes.ts';
import { savedSearchRoutes } from './routes/saved-search-routes.ts';
import { scanRoutes } from './routes/scan-routes.ts';
import { personalHashes, searchRoutes } from './routes/search-routes.ts';
import { similarRoutes } from './routes/similar-routes.ts';
import { streamRoutes } from './routes/stream-routes.ts';
import { subtitleFiles, subtitleRoutes } from './routes/subtitle-routes.ts';
import { suggestionRoutes } from './routes/suggestion-routes.ts';
import { videoRoutes } from './routes/video-routes.ts';
import { wordCloudRoutes } from './routes/word-cloud-routes.ts';
import { ForYou } from './similarity/for-you.ts';
import { ModelHost } from './similarity/model-host.ts';
import { SimilarFinder } from './similarity/similar-finder.ts';
import { WordCloudFinder } from './similarity/word-cloud-finder.ts';
import { IndexStatusReader } from './status/index-status.ts';
import { PreviewStatusReader } from './status/preview-status.ts';
import { SearchMetrics } from './status/search-metrics.ts';
import { StatusReader } from './status/status-reader.ts';
import { FileStreamer } from './streaming/file-streamer.ts';
import { createSubtitleReader } from './subtitles/create-subtitle-reader.ts';

/** Runs the server until the program ends. */
export async function runServer(context: ProgramContext): Promise<void> {
  keepHeapSmall();
  const { config, log, shutdown } = context;
  const index = new VideoIndex(await meiliConnection(config));
  const { app, models, hls, extractor, previewUses, feeds } = createSite({ ...context, index });
  const modelsUpToDate = models.keepUpToDate(shutdown.signal);
  shutdown.add('similarity model', () => modelsUpToDate);
  const answer = app.callback();
  const server = await listen(
    createServer((request, response) => void answer(request, response)),
    config,
  );
  shutdown.add('uses of teasers', () => previewUses.close());
  shutdown.add('playback', () => hls.close());
  shutdown.add('subtitles', () => extractor.close());
  shutdown.add('http', () => close(server, feeds));
  log.info({ host: config.host, port: config.port }, 'server is listening');
  hls.prepare().catch((error: unknown) => log.warn(errorFields(error), 'no encoder was tried'));
}

interface SiteParts extends Pick<ProgramContext, 'config' | 'catalogue' | 'log' | 'warnings'> {
  readonly index: VideoIndex;
}

/** Puts the server together: opens no port and starts nothing. */
export function createSite({ config, catalogue, log, warnings, index }: SiteParts) {
  const stores = createStores(catalogue);
  const siteFilter = new SiteFilter(catalogue, stores.filters);
  const visible = new VisibleVideos(stores.videos, siteFilter);
  const presenter = new VideoPresenter(stores);
  const names = new KnownNames({ catalogue, index, siteFilter, log });
  const models = new ModelHost({
    catalogue,
    cataloguePath: join(config.dataDir, 'catalogue.db'),
    log,
  });
  const { auditSchedule } = config.indexer;
  const indexStatus = new IndexStatusReader({ ...stores, index, auditSchedule });
  const { budgetGb } = config.previews;
  const status = new StatusReader({
    ...stores,
    previewBudgetBytes: budgetGb === undefined ? undefined : budgetGb * 1e9,
    index,
    indexStatus,
    previewStatus: new PreviewStatusReader(stores.previews),
    siteFilter,
    ownWarnings: warnings,
  });
  const readSite = () => status.readForSite();
  const siteEvents = new EventFeed({ catalogue, readStatus: readSite, log });
  const dashboardEvents = new EventFeed({ catalogue, readStatus: () => status.read(), log });
  const streamer = new FileStreamer(log);
  const searchMetrics = new SearchMetrics();
  const ffmpeg = ffmpegOnDemand(config.ffmpeg);
  const hls = createHlsSessions({ config, log, warnings }, ffmpeg);
  const { extractor, subtitles } = createSubtitleReader(config, ffmpeg);
  const previewUses = new PreviewUses(new PreviewBudgetStore(catalogue), log);
  const parts = {
    ...stores,
    index,
    siteFilter,
    visible,
    presenter,
    models,
    status,
    indexStatus,
    streamer,
    searchMetrics,
    hls,
    subtitles,
    previewUses,
    pictures: new PictureIntake(ffmpeg),
    forYou: new ForYou({ ...stores, models, index, visible, siteFilter }),
    similar: new SimilarFinder({ models, index, videos: stores.videos }),
    clouds: new WordCloudFinder({ models, index, visible }),
    names,
    people: new PeopleDirectory({ index, siteFilter, visible, presenter, names }),
    savedSearchDirectory: new SavedSearchDirectory({
      ...{ savedSearches: stores.savedSearches, index, siteFilter },
      personalHashes: (filters) => personalHashes(filters, stores),
    }),
    planner: new PreviewPlanner({
      ...{ videos: stores.videos, orders: stores.orders, index },
      personalHashes: (filters) => personalHashes(filters, stores),
    }),
    files: new PlayableFiles(visible, stores.libraries),
    extensions: config.extensions,
    scanTimes: config.indexer,
  };
  const app = createApp({
    log,
    libraries: stores.libraries,
    allowedHosts: [config.host, ...config.allowedHosts],
    routers: [
      healthRoutes(index),
      metricsRoutes(parts),
      streamRoutes(parts),
      hlsRoutes(parts),
      subtitleFiles(parts),
      previewFiles(join(config.dataDir, 'previews'), parts),
      eventRoutes({ siteEvents, dashboardEvents }),
    ],
    routes: apiRoutes(parts, join(config.dataDir, 'logs')).map((route) =>
      searchMetrics.measured(route),
    ),
  });
  return {
    ...{ app, models, hls, extractor, previewUses },
    feeds: [siteEvents, dashboardEvents],
  };
}

function createStores(catalogue: Catalogue) {
  return {
    videos: new VideoStore(catalogue),
    favourites: new FavouriteStore(catalogue),
    views: new ViewStore(catalogue),
    previews: new PreviewStore(catalogue),
    posterChoices: new PosterChoiceStore(catalogue),
    orders: new PreviewOrders(catalogue),
    filters: new FilterStore(catalogue),
    savedSearches: new SavedSearchStore(catalogue),
    scans: new ScanStore(catalogue),
    scanHistory: new ScanHistoryStore(catalogue),
    indexing: new IndexingStore(catalogue),
    failedFiles: new FailedFileStore(catalogue),
    outbox: new OutboxStore(catalogue),
    indexRuns: new IndexRunStore(catalogue),
    refused: new RefusedStore(catalogue),
    publishFailure: new PublishFailureStore(catalogue),
    libraries: new LibraryStore(catalogue),
    processes: new ProcessStore(catalogue),
  };
}

type RouteParts = Parameters<typeof videoRoutes>[0] &
  Parameters<typeof suggestionRoutes>[0] &
  Parameters<typeof wordCloudRoutes>[0] &
  Parameters<typeof similarRoutes>[0] &
  Parameters<typeof forYouRoutes>[0] &
  Parameters<typeof mediaRoutes>[0] &
  Parameters<typeof posterRoutes>[0] &
  Parameters<typeof dashboardStatusRoutes>[0] &
  Parameters<typeof scanRoutes>[0] &
  Parameters<typeof libraryRoutes>[0] &
  Parameters<typeof indexRoutes>[0] &
  Parameters<typeof savedSearchRoutes>[0] &
  Parameters<typeof playbackRoutes>[0] &
  Parameters<typeof subtitleRoutes>[0] &
  Parameters<typeof previewJobRoutes>[0] & { readonly filters: FilterStore };

function apiRoutes(parts: RouteParts, logsDir: string): readonly Route[] {
  return [
    ...videoRoutes(parts),
    ...personalRoutes(parts),
    ...searchRoutes(parts),
    ...suggestionRoutes(parts),
    ...wordCloudRoutes(parts),
    ...similarRoutes(parts),
    ...forYouRoutes(parts),
    ...peopleRoutes(parts.people),
    ...mediaRoutes(parts),
    ...posterRoutes(parts),
    ...dashboardStatusRoutes(parts),
    ...scanRoutes(parts),
    ...libraryRoutes(parts),
    ...filterRoutes(parts.filters),
    ...savedSearchRoutes(parts),
    ...previewJobRoutes(parts),
    ...indexRoutes(parts),
    ...logRoutes(logsDir),
    ...playbackRoutes(parts),
    ...subtitleRoutes(parts),
  ];
}

async function listen(server: Server, { host, port }: Config): Promise<Server> {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
    return server;
  } catch (cause) {
    const code = systemErrorCode(cause);
    const why =
      code === 'EADDRINUSE'
        ? 'another program uses it'
        : `it cannot be opened (${code ?? 'unknown error'})`;
    throw new AppError(
      'port_unusable',
      `Port ${port} of ${host}: ${why}. Choose another with --port or --host.`,
      { cause },
    );
  }
}

/** Lets short answers end; streams, which may last for hours, are cut. */
async function close(server: Server, feeds: readonly { close(): void }[]): Promise<void> {
  for (const feed of feeds) feed.close();
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 1000);
  await closed;
  clearTimeout(cut);
}

if (import.meta.main) await runProgram('server', runServer);
