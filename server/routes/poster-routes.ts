// The poster that a person chose: a picture of the video, one of their own, or the automatic one again.

import { z } from 'zod';
import type { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import type { PreviewStore } from '../../core/catalogue/preview-store.ts';
import { mediaAnswer, mediaQuery, type MediaAnswer } from '../../core/contract/media.ts';
import { pictureBytesMax } from '../../core/contract/picture-limit.ts';
import { setPosterBody } from '../../core/contract/poster.ts';
import { videoHash } from '../../core/contract/video.ts';
import { BadRequestError } from '../../core/errors.ts';
import { readUpload } from '../http/read-upload.ts';
import { defineRoute, type Route, type RouteRequest } from '../http/route.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import type { PictureIntake } from '../posters/picture-intake.ts';
import { awaitPreview, pendingAnswer, readyAnswer } from './awaited-preview.ts';

interface PosterRouteParts {
  readonly visible: VisibleVideos;
  readonly previews: PreviewStore;
  readonly posterChoices: PosterChoiceStore;
  readonly pictures: PictureIntake;
}

const ofVideo = {
  method: 'post',
  params: z.object({ hash: videoHash }),
  query: mediaQuery,
  answer: mediaAnswer,
} as const;

type PosterRequest = Omit<
  RouteRequest<{ readonly hash: string }, { readonly wait: number }, unknown>,
  'body'
>;

/** Chooses and forgets posters; each answers the poster when it is made, otherwise 202 and its state. */
export function posterRoutes({
  visible,
  previews,
  posterChoices,
  pictures,
}: PosterRouteParts): readonly Route[] {
  const newPoster = async ({ params, query, ctx, signal }: PosterRequest): Promise<MediaAnswer> => {
    const wanted = { hash: params.hash, kind: 'poster', waitS: query.wait, signal } as const;
    const poster = await awaitPreview(
      previews,
      wanted,
      (preview) => preview?.state === 'ready' || preview?.state === 'failed',
    );
    if (poster?.state === 'ready') return readyAnswer(params.hash, 'poster', poster);
    ctx.status = 202;
    return pendingAnswer(params.hash, 'poster', poster);
  };
  return [
    defineRoute({
      ...ofVideo,
      path: '/api/set-poster/{hash}',
      summary: 'Makes a picture of the video its poster',
      body: setPosterBody,
      handle: async (request) => {
        const { hash, durationS = Infinity } = await visible.get(request.params.hash);
        const { timeS } = request.body;
        if (timeS > durationS + 1)
          throw new BadRequestError(`timeS: the video is over after ${durationS} seconds.`);
        await posterChoices.choose(hash, { timeS });
        return await newPoster(request);
      },
    }),
    defineRoute({
      ...ofVideo,
      path: '/api/upload-poster/{hash}',
      summary: 'Makes a picture that is sent the poster',
      upload: 'image/*',
      handle: async (request) => {
        const { hash } = await visible.get(request.params.hash);
        const { ctx, signal } = request;
        const sent = await readUpload(ctx, { what: 'picture', mostBytes: pictureBytesMax });
        await posterChoices.choose(hash, { picture: await pictures.read(sent, signal) });
        return await newPoster(request);
      },
    }),
    defineRoute({
      ...ofVideo,
      path: '/api/reset-poster/{hash}',
      summary: 'Goes back to the poster that Reeldex chose',
      handle: async (request) => {
        const { hash } = await visible.get(request.params.hash);
        await posterChoices.reset(hash);
        return await newPoster(request);
      },
    }),
  ];
}
