// `GET, HEAD /video/{hash}`: the file itself, by ranges.

import Router from '@koa/router';
import { basename } from 'node:path';
import { videoHash } from '../../core/contract/video.ts';
import { BadRequestError } from '../../core/errors.ts';
import type { PlayableFiles } from '../library/playable-file.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import type { FileStreamer } from '../streaming/file-streamer.ts';
import { mediaTypeOf } from '../streaming/media-type.ts';

interface StreamRouteParts {
  readonly visible: VisibleVideos;
  readonly files: PlayableFiles;
  readonly streamer: FileStreamer;
}

/** The stream; `?download` makes the browser save the file under its own name. */
export function streamRoutes({ visible, files, streamer }: StreamRouteParts): Router {
  const router = new Router();
  // HEAD comes with GET.
  router.get('/video/:hash', async (ctx) => {
    const hash = videoHash.safeParse(ctx.params['hash']);
    if (!hash.success) throw new BadRequestError('hash: must be 16 hex digits');
    const video = await visible.get(hash.data);
    const { path } = await files.of(video);
    await streamer.send(ctx, {
      path,
      tag: video.hash,
      mediaType: mediaTypeOf(path),
      downloadName: ctx.query['download'] === undefined ? undefined : basename(path),
    });
  });
  return router;
}
