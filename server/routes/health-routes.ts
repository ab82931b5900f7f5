// `/health` for supervisors and `/metrics` for Prometheus.

import Router from '@koa/router';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { StatusReader } from '../status/status-reader.ts';
import type { FileStreamer } from '../streaming/file-streamer.ts';

interface HealthParts {
  readonly index: VideoIndex;
  readonly status: StatusReader;
  readonly streamer: FileStreamer;
}

/**
 * `/health` is 200 while the server answers, `search` saying whether Meilisearch does; `/health/ready` is 503 until a
 * real search succeeds.
 */
export function healthRoutes({ index, status, streamer }: HealthParts): Router {
  const registry = createRegistry(status, streamer);
  const router = new Router();
  router.get('/health', async (ctx) => {
    ctx.body = { status: 'ok', search: (await index.isReady()) ? 'ok' : 'down' };
  });
  router.get('/health/ready', async (ctx) => {
    const isReady = await index.isReady();
    ctx.status = isReady ? 200 : 503;
    ctx.body = { ready: isReady };
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  return router;
}

function createRegistry(status: StatusReader, streamer: FileStreamer): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'reeldex_open_streams',
    help: 'Video files that are being sent',
    registers,
    collect() {
      this.set(streamer.openStreams);
    },
  });
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
