// For Prometheus: `/metrics` of the program, and `/api/dashboard/metrics` of the library, which counts what filters hide.

import Router from '@koa/router';
import type { Context } from 'koa';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { DashboardStatus } from '../../core/contract/dashboard.ts';
import type { SearchMetrics } from '../status/search-metrics.ts';
import type { StatusReader } from '../status/status-reader.ts';
import type { FileStreamer } from '../streaming/file-streamer.ts';

interface MetricsParts {
  readonly status: StatusReader;
  readonly streamer: FileStreamer;
  readonly searchMetrics: SearchMetrics;
}

/** Two addresses to scrape. */
export function metricsRoutes({ status, streamer, searchMetrics }: MetricsParts): Router {
  const router = new Router();
  let program: Registry | undefined;
  // Not before somebody asks: measuring the event loop's lag wakes the program a hundred times a second.
  router.get('/metrics', (ctx) =>
    answerWith(ctx, (program ??= programMetrics(streamer, searchMetrics))),
  );
  const library = libraryMetrics();
  router.get('/api/dashboard/metrics', async (ctx) => {
    // Before, not by `collect`: a registry asks its metrics side by side, and one read serves all of them.
    library.set(await status.read());
    await answerWith(ctx, library.registry);
  });
  return router;
}

async function answerWith(ctx: Context, registry: Registry): Promise<void> {
  ctx.type = registry.contentType;
  ctx.body = await registry.metrics();
}

function programMetrics(streamer: FileStreamer, searchMetrics: SearchMetrics): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const metric of searchMetrics.metrics) registry.registerMetric(metric);
  new Gauge({
    name: 'reeldex_open_streams',
    help: 'Video files that are being sent',
    registers: [registry],
    collect() {
      this.set(streamer.openStreams);
    },
  });
  return registry;
}

function libraryMetrics() {
  const registry = new Registry();
  const gauge = <Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ) => new Gauge({ name: `reeldex_${name}`, help, labelNames, registers: [registry] });
  const videos = gauge('videos', 'Videos by state', ['state']);
  const previews = gauge('previews', 'Previews by kind and state', ['kind', 'state']);
  const previewBytes = gauge('preview_bytes', 'Size of the previews on disk by kind', ['kind']);
  const scanRunning = gauge('scan_running', '1 while a scan runs');
  const behind = gauge('index_behind', 'Videos whose search document is behind');
  const refused = gauge('index_refused', 'Videos whose document Meilisearch refused');
  const failedTries = gauge(
    'publish_failed_tries',
    'Tries in a row in which Meilisearch took no changes; 0 once it does',
  );
  const set = ({ scan, index, ...counts }: DashboardStatus) => {
    scanRunning.set(scan.state === 'running' ? 1 : 0);
    behind.set(index.behind);
    refused.set(index.refused);
    failedTries.set(index.failure?.recoveredAt === null ? index.failure.attempts : 0);
    for (const [state, count] of Object.entries(counts.videos)) videos.set({ state }, count);
    for (const [kind, states] of Object.entries(counts.previews)) {
      const { bytes, ...byState } = states;
      previewBytes.set({ kind }, bytes);
      for (const [state, count] of Object.entries(byState)) previews.set({ kind, state }, count);
    }
  };
  return { registry, set };
}
