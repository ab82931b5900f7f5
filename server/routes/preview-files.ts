// `GET, HEAD /media/…`: the preview files themselves, cached for ever under an address that changes with them.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Next } from 'koa';
import range from 'koa-range';
import serve from 'koa-static';
import { videoHash } from '../../core/contract/video.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import { answerRange } from '../streaming/range-request.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The middlewares of `/media`, outermost first; `previewsDir` is the folder that workers write to. */
export function previewFiles(previewsDir: string, visible: VisibleVideos) {
  return [
    onlyVisible(visible),
    saneRange(previewsDir),
    range,
    serve(previewsDir, { index: false, maxage: YEAR_MS, immutable: true }),
  ];
}

/** A path is `/<first two digits>/<hash>/<file>`; the media of a hidden video do not exist. */
function onlyVisible(visible: VisibleVideos) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const hash = videoHash.safeParse(ctx.path.split('/')[2]);
    if (!hash.success) throw new NotFoundError(`There is nothing at /media${ctx.path}.`);
    await visible.get(hash.data);
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
      const answer = answerRange(
        {
          range: ctx.get('Range'),
          ...(ctx.get('If-Range') !== '' && { 'if-range': ctx.get('If-Range') }),
        },
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
