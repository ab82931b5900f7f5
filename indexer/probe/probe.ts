// What probing says of a file. Types only.

import type { Chapter, Track } from '../../core/contract/video.ts';
import type { ContainerTags } from './container-tags.ts';

/** Clockwise degrees by which a player turns the pictures. */
export type Rotation = 0 | 90 | 180 | 270;

/** What a video file says of itself. Codecs have ffprobe's names (`h264`, `hevc`, `aac` …) whoever read it. */
export interface Probe {
  /** `mp4`, `mov`, `3gp`, `mkv`, `webm`, or ffprobe's short name: `avi`, `asf`, `flv`, `mpegts`, `mpeg`, `ogg` … */
  readonly container: string;
  /** Undefined where the file does not say and reading all of it takes too long. */
  readonly durationS: number | undefined;
  /** Pixels as displayed: pixel aspect and rotation applied. */
  readonly width: number;
  readonly height: number;
  /** Already applied to width and height. */
  readonly rotation: Rotation;
  /** Average frames a second. */
  readonly fps: number | undefined;
  /** Bits a second of the whole file; undefined with the duration. */
  readonly bitrate: number | undefined;
  /** Of the first video track. */
  readonly videoCodec: string;
  /** Of the default audio track; undefined in a silent video. */
  readonly audioCodec: string | undefined;
  /** ffmpeg's name with `yuvj…` as `yuv…`, for example `yuv420p10le`. */
  readonly pixelFormat: string | undefined;
  /** Bits a colour component. */
  readonly bitDepth: number | undefined;
  readonly isHdr: boolean;
  /** In the file's order, without cover pictures and data streams. Sizes are as displayed. */
  readonly tracks: readonly Track[];
  readonly chapters: readonly Chapter[];
  readonly tags: ContainerTags;
  readonly source: 'mediabunny' | 'ffprobe';
}
