// How a browser gets to play a video: the file itself, or one of the server's conversions. Pure.

import type { Conversion } from '../../../core/contract/playback.ts';
import type { VideoDetail } from '../../../core/contract/video.ts';
import { isPictureRefused, isSoundRefused, type CanPlayType } from './codec-support.ts';

/** `original` is the file as it is. */
export type Playback = 'original' | Conversion;

type PlayedVideo = Pick<
  VideoDetail,
  'container' | 'videoCodec' | 'audioCodec' | 'bitDepth' | 'playability'
>;

/** What browsers open by themselves, if they know the codecs in it. */
const openedContainers: ReadonlySet<string> = new Set(['mp4', 'mov', '3gp', 'webm']);

/** What fits into the segments of a conversion as it is. */
const copiedCodecs: ReadonlySet<string> = new Set(['h264', 'hevc', 'vp9', 'av1']);

/**
 * The cheapest way that this browser does not refuse from the start.
 *
 * @param audioTrack which sound track is wanted, from 0: of a file as it is browsers play the first
 */
export function choosePlayback(
  video: PlayedVideo,
  canPlayType: CanPlayType,
  audioTrack: number,
): Playback {
  if (isPictureRefused(video, canPlayType)) return 'transcode';
  const playback = chooseForFirstSound(video, canPlayType);
  return playback === 'original' && audioTrack > 0 ? conversionOf(video) : playback;
}

function chooseForFirstSound(video: PlayedVideo, canPlayType: CanPlayType): Playback {
  if (video.playability === 'direct') return 'original';
  // H.264 that has to be encoded again is of a kind that no browser decodes, whatever it says of the usual kinds.
  if (video.playability === 'transcode' && !mayDependOnHardware(video)) return 'transcode';
  if (openedContainers.has(video.container) && !isSoundRefused(video, canPlayType))
    return 'original';
  return conversionOf(video);
}

/** What is left to try when a browser could not play it that way. */
export function nextPlayback(video: PlayedVideo, failed: Playback): Conversion | undefined {
  if (failed === 'transcode') return undefined;
  return failed === 'original' ? conversionOf(video) : 'transcode';
}

function conversionOf({ videoCodec }: PlayedVideo): Conversion {
  return copiedCodecs.has(videoCodec) ? 'remux' : 'transcode';
}

function mayDependOnHardware({ videoCodec }: PlayedVideo): boolean {
  return videoCodec === 'hevc' || videoCodec === 'vp9' || videoCodec === 'av1';
}
