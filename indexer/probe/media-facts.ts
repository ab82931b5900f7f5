// What a reader of containers found, before anything is concluded from it. Types only; plain data, for it crosses threads.

import type { Chapter } from '../../core/contract/video.ts';
import type { Rotation } from './probe.ts';

interface StreamBase {
  /** ffprobe's name; `unknown` where ffprobe has none. */
  readonly codec: string;
  /** As the file says it, mostly ISO 639-2. */
  readonly language: string | undefined;
  readonly title: string | undefined;
  readonly isDefault: boolean;
}

export interface VideoStream extends StreamBase {
  readonly kind: 'video';
  /** Pixels as coded. */
  readonly width: number;
  readonly height: number;
  /** Width of a pixel by its height. */
  readonly pixelAspect: number;
  readonly rotation: Rotation;
  /** ffmpeg's name. */
  readonly pixelFormat: string | undefined;
  readonly isHdr: boolean;
  /** Average frames a second; undefined where it is unknown or not to be believed. */
  readonly fps: number | undefined;
}

export interface AudioStream extends StreamBase {
  readonly kind: 'audio';
  readonly channels: number | undefined;
  readonly sampleRateHz: number | undefined;
}

export interface SubtitleStream extends StreamBase {
  readonly kind: 'subtitle';
  /** Only what is spoken in another language than the sound's. */
  readonly isForced: boolean;
  /** Tells of sounds, too. */
  readonly isHearingImpaired: boolean;
}

/** A stream that is worth a track: no cover pictures, no data. */
export type MediaStream = VideoStream | AudioStream | SubtitleStream;

/** A whole file, streams in its order. */
export interface MediaFacts {
  readonly durationS: number | undefined;
  readonly streams: readonly MediaStream[];
  readonly chapters: readonly Chapter[];
  /** As the container names them. */
  readonly tags: Readonly<Record<string, string>>;
}
