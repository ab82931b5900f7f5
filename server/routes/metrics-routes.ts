// For Prometheus: `/metrics` of the program, and `/api/dashboard/metrics` of the library, which counts what filters hide.

import Router from '@koa/router';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { StatusReader } from '../status/status-reader.ts';
import type { FileStreamer } from '../streaming/file-streamer.ts';

interface MetricsParts {
  readonly status: StatusReader;
  readonly streamer: FileStreamer;
}

/** Two addresses to scrape. */
export function metricsRoutes({ status, streamer }: MetricsParts): Router {
  const router = new Router();
  answerWith(router, '/metrics', programMetrics(streamer));
  answerWith(router, '/api/dashboard/metrics', libraryMetrics(status));
  return router;
}

function answerWith(router: Router, path: string, registry: Registry): void {
  router.get(path, async (ctx) => {
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
}

function programMetrics(streamer: FileStreamer): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
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

function libraryMetrics(status: StatusReader): Registry {
  const registry = new Registry();
  const registers = [registry];
  const videos = new Gauge({
    name: 'reeldex_videos',
    help: 'Videos by state',
    labelNames: ['state'],
    registers,
  });
  const behind = new Gauge({
    name: 'reeldex_index_behind',
    help: 'Videos whose search document is behind',
    registers,
  });
  const previews = new Gauge({
    name: 'reeldex_previews',
    help: 'Previews by kind and state',
    labelNames: ['kind', 'state'],
    registers,
  });
  new Gauge({
    name: 'reeldex_scan_running',
    help: '1 while a scan runs',
    registers,
    async collect() {
      const now = await status.read();
      this.set(now.scan.state === 'running' ? 1 : 0);
      behind.set(now.index.behind);
      for (const [state, count] of Object.entries(now.videos)) videos.set({ state }, count);
      for (const [kind, counts] of Object.entries(now.previews)) {
        for (const [state, count] of Object.entries(counts)) previews.set({ kind, state }, count);
      }
    },
  });
  return registry;
}
