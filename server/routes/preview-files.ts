// `GET, HEAD /media/…`: the preview files themselves, cached for ever under an address that changes with them.

import Router from '@koa/router';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Next } from 'koa';
import mount from 'koa-mount';
import range from 'koa-range';
import serve from 'koa-static';
import { NotFoundError } from '../../core/errors.ts';
import { previewKinds } from '../../core/contract/video.ts';
import type { PreviewUses } from '../library/preview-uses.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import { answerRange } from '../streaming/range-request.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** `/<first two digits>/<hash>/<file>`, as workers lay files out, and nothing that could lead elsewhere from there. */
const filePath = /^\/[0-9a-f]{2}\/(?<hash>[0-9a-f]{16})\/(?<kind>\w+)[\w.-]*$/;

interface PreviewFileParts {
  readonly visible: VisibleVideos;
  readonly previewUses: PreviewUses;
}

/** `previewsDir` is the folder that workers write to. */
export function previewFiles(previewsDir: string, parts: PreviewFileParts): Router {
  const middlewares = [
    onlyVisible(parts),
    saneRange(previewsDir),
    range,
    serve(previewsDir, { index: false, maxage: YEAR_MS, immutable: true }),
  ];
  const mounted = middlewares.map((middleware) => mount('/media', middleware));
  return new Router().get('/media/*path', ...mounted);
}

/** The media of a hidden video do not exist. */
function onlyVisible({ visible, previewUses }: PreviewFileParts) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const { hash, kind } = filePath.exec(ctx.path)?.groups ?? {};
    if (hash === undefined) throw new NotFoundError(`There is nothing at /media${ctx.path}.`);
    await visible.get(hash);
    const known = previewKinds.find((one) => one === kind);
    if (known !== undefined) previewUses.note({ hash, kind: known });
    await next();
  };
}

/**
 * koa-range takes suffix ranges and ranges past the end wrongly (`bytes=-500` is a 416 to it): what reaches it is one
 * range with both ends inside the file, or none.
 */
function saneRange(previewsDir: string) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.headers.range !== undefined) {
      const file = await stat(join(previewsDir, ctx.path)).catch(() => undefined);
      if (file === undefined) throw new NotFoundError(`There is nothing at /media${ctx.path}.`);
      const headers = { range: ctx.get('Range'), 'if-range': ctx.get('If-Range') || undefined };
      const answer = answerRange(
        { method: ctx.method, headers },
        { sizeBytes: file.size, etag: '', mtimeMs: file.mtimeMs },
      );
      if (answer.status === 416) {
        ctx.set('Content-Range', `bytes */${file.size}`);
        ctx.body = null;
        ctx.status = 416;
        return;
      }
      if (answer.status === 206)
        ctx.req.headers.range = `bytes=${answer.startByte}-${answer.endByte}`;
      else delete ctx.req.headers.range;
    }
    await next();
  };
}
