// Concludes a Probe from what a reader found. Pure; the same for both readers.

import type { Track } from '../../core/contract/video.ts';
import { toContainerTags } from './container-tags.ts';
import type { AudioStream, MediaFacts, MediaStream, VideoStream } from './media-facts.ts';
import { displaySize } from './picture-size.ts';
import { bitDepthOf, withoutRange } from './pixel-format.ts';
import type { Probe } from './probe.ts';

/** What is known of the file besides its streams. */
export interface AssembledFile {
  readonly container: string;
  readonly sizeBytes: number;
  readonly source: Probe['source'];
}

/** The stream that is the video: the first one, as players have it. */
export function findPicture(streams: readonly MediaStream[]): VideoStream | undefined {
  return streams.find((stream) => stream.kind === 'video');
}

function findSound(streams: readonly MediaStream[]): AudioStream | undefined {
  const sounds = streams.filter((stream) => stream.kind === 'audio');
  return sounds.find((sound) => sound.isDefault) ?? sounds[0];
}

/** The probe of a file whose picture is `picture`, one of the streams of `facts`. */
export function assembleProbe(
  facts: MediaFacts,
  picture: VideoStream,
  { container, sizeBytes, source }: AssembledFile,
): Probe {
  const { durationS } = facts;
  const pixelFormat =
    picture.pixelFormat === undefined ? undefined : withoutRange(picture.pixelFormat);
  return {
    container,
    durationS: durationS === undefined ? undefined : Math.round(durationS * 1000) / 1000,
    ...displaySize(picture),
    rotation: picture.rotation,
    fps: picture.fps === undefined ? undefined : Math.round(picture.fps * 1000) / 1000,
    bitrate: durationS === undefined ? undefined : Math.round((sizeBytes * 8) / durationS),
    videoCodec: picture.codec,
    audioCodec: findSound(facts.streams)?.codec,
    pixelFormat,
    bitDepth: pixelFormat === undefined ? undefined : bitDepthOf(pixelFormat),
    isHdr: picture.isHdr,
    tracks: facts.streams.map(toTrack),
    chapters: facts.chapters,
    tags: toContainerTags(facts.tags),
    source,
  };
}

function toTrack(stream: MediaStream): Track {
  const { kind, codec, language, title, isDefault } = stream;
  return {
    kind,
    codec,
    isDefault,
    ...(language === undefined ? {} : { language }),
    ...(title === undefined ? {} : { title }),
    ...(stream.kind === 'video' ? displaySize(stream) : {}),
    ...(stream.kind === 'audio' ? soundDetails(stream) : {}),
    ...(stream.kind === 'subtitle' && stream.isForced ? { isForced: true } : {}),
    ...(stream.kind === 'subtitle' && stream.isHearingImpaired ? { isHearingImpaired: true } : {}),
  };
}

function soundDetails({
  channels,
  sampleRateHz,
}: AudioStream): Pick<Track, 'channels' | 'sampleRateHz'> {
  return {
    ...(channels === undefined ? {} : { channels }),
    ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
  };
}
