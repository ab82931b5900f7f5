// `/health` for supervisors.

import Router from '@koa/router';
import type { VideoIndex } from '../../meili/video-index.ts';

/**
 * `/health` is 200 while the server answers, `search` saying whether Meilisearch does; `/health/ready` is 503 until a
 * real search succeeds.
 */
export function healthRoutes(index: VideoIndex): Router {
  const router = new Router();
  router.get('/health', async (ctx) => {
    ctx.body = { status: 'ok', search: (await index.isReady()) ? 'ok' : 'down' };
  });
  router.get('/health/ready', async (ctx) => {
    const isReady = await index.isReady();
    ctx.status = isReady ? 200 : 503;
    ctx.body = { ready: isReady };
  });
  return router;
}
