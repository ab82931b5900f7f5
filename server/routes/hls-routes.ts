// `/video/{hash}/hls/…`: videos that the browser cannot play as they are, converted while they are watched.

import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import {
  audioTrack,
  conversion,
  endPlaybackAnswer,
  playbackSession,
} from '../../core/contract/playback.ts';
import { videoHash } from '../../core/contract/video.ts';
import type { Video } from '../../core/catalogue/video.ts';
import { BadRequestError } from '../../core/errors.ts';
import { check, defineRoute, signalOf, type Route } from '../http/route.ts';
import type { PlayableFiles } from '../library/playable-file.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import type { HlsSession } from '../playback/hls-session.ts';
import type { HlsSessions } from '../playback/hls-sessions.ts';
import { writePlaylist } from '../playback/playlist.ts';
import type { FileStreamer } from '../streaming/file-streamer.ts';

interface HlsRouteParts {
  readonly visible: VisibleVideos;
  readonly files: PlayableFiles;
  readonly streamer: FileStreamer;
  readonly hls: HlsSessions;
}

const parameters = z.object({
  hash: videoHash,
  conversion,
  file: z.string().regex(/^(index\.m3u8|init\.mp4|\d{1,6}\.m4s)$/, 'must be a part of a playlist'),
  session: playbackSession,
  audio: audioTrack.default(0),
});

/** The playlist, the header and the segments; each passes the content filters. */
export function hlsRoutes(parts: HlsRouteParts): Router {
  const router = new Router();
  router.get('/video/:hash/hls/:conversion/:file', async (ctx) => {
    const { session: id, ...asked } = check(parameters, { ...ctx.params, ...ctx.query });
    const video = await parts.visible.get(asked.hash);
    const { path, sizeBytes } = await parts.files.of(video);
    const session = await parts.hls.of(id, {
      ...{ hash: video.hash, conversion: asked.conversion, path, sizeBytes },
      ...{ audioTrack: asked.audio, audioCodec: audioCodecOf(video, asked.audio) },
    });
    if (asked.file === 'index.m3u8') await sendPlaylist(ctx, session, id);
    else await sendPart(ctx, session, { file: asked.file, streamer: parts.streamer });
  });
  return router;
}

/** `POST /api/end-playback/{session}`. */
export function playbackRoutes({ hls }: Pick<HlsRouteParts, 'hls'>): readonly Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/end-playback/{session}',
      summary: 'Ends the conversion of a video that is no longer watched',
      params: z.object({ session: playbackSession }),
      answer: endPlaybackAnswer,
      handle: async ({ params }) => ({ ended: await hls.end(params.session) }),
    }),
  ];
}

/** @throws BadRequestError when the video has no such sound track. */
function audioCodecOf({ tracks, audioCodec }: Video, audio: number): string | undefined {
  const sounds = tracks.filter(({ kind }) => kind === 'audio');
  if (audio > 0 && audio >= sounds.length)
    throw new BadRequestError(
      `audio: the video has ${sounds.length} sound tracks; they count from 0`,
    );
  return sounds[audio]?.codec ?? audioCodec;
}

async function sendPlaylist(ctx: Context, session: HlsSession, id: string): Promise<void> {
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'application/vnd.apple.mpegurl';
  ctx.body = writePlaylist(
    await session.segments(),
    `?session=${id}&audio=${session.video.audioTrack}`,
  );
}

async function sendPart(
  ctx: Context,
  session: HlsSession,
  { file, streamer }: { readonly file: string; readonly streamer: FileStreamer },
): Promise<void> {
  const signal = signalOf(ctx);
  const path =
    file === 'init.mp4'
      ? await session.header(signal)
      : await session.segment(Number.parseInt(file, 10), signal);
  const { hash, conversion: made, audioTrack: sound } = session.video;
  const tag = `${hash}-${made}-${sound}-${file}`;
  await streamer.send(ctx, { path, tag, mediaType: 'video/mp4' });
}
