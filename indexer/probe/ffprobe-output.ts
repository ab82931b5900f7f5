// What ffprobe prints, checked and brought into the form that both readers share. Pure.

import { z } from 'zod';
import type { Chapter } from '../../core/contract/video.ts';
import type { MediaFacts, MediaStream } from './media-facts.ts';
import { parseRatio, toRotation } from './picture-size.ts';
import { firstPlausibleFps } from './plausible.ts';

const tags = z.record(z.string(), z.string()).default({});
/** Numbers that ffprobe prints as text; `N/A` and the like are absent. */
const numeric = z.coerce.number().optional().catch(undefined);

const ffprobeStream = z.object({
  codec_type: z.string().default('unknown'),
  codec_name: z.string().default('unknown'),
  width: z.number().default(0),
  height: z.number().default(0),
  sample_aspect_ratio: z.string().optional(),
  pix_fmt: z.string().optional(),
  color_transfer: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  channels: z.number().optional(),
  sample_rate: numeric,
  disposition: z.record(z.string(), z.number()).default({}),
  side_data_list: z
    .array(z.object({ side_data_type: z.string().optional(), rotation: numeric }))
    .default([]),
  tags,
});
type FfprobeStream = z.infer<typeof ffprobeStream>;

const ffprobeChapter = z.object({ start_time: numeric, end_time: numeric, tags });
type FfprobeChapter = z.infer<typeof ffprobeChapter>;

const ffprobeOutput = z.object({
  streams: z.array(ffprobeStream).default([]),
  chapters: z.array(ffprobeChapter).default([]),
  format: z.object({ format_name: z.string(), duration: numeric, tags }),
});

/** A file as ffprobe describes it. */
export interface FfprobeFacts extends MediaFacts {
  /** The demuxer's first name: `mov`, `matroska`, `avi` … */
  readonly format: string;
}

/** @throws ZodError when the JSON is not what ffprobe prints, SyntaxError when it is none. */
export function parseFfprobeOutput(json: string): FfprobeFacts {
  const { streams, chapters, format } = ffprobeOutput.parse(JSON.parse(json));
  return {
    format: format.format_name.split(',')[0] ?? format.format_name,
    durationS: format.duration,
    streams: streams.flatMap((stream) => toMediaStream(stream) ?? []),
    chapters: chapters.flatMap(toChapter),
    // Ogg has no tags of the file, only of its streams.
    tags: format.format_name === 'ogg' ? { ...streams[0]?.tags, ...format.tags } : format.tags,
  };
}

function toMediaStream(stream: FfprobeStream): MediaStream | undefined {
  const labels = {
    codec: stream.codec_name,
    language: stream.tags['language'] === 'und' ? undefined : stream.tags['language'],
    title: stream.tags['title'],
    isDefault: stream.disposition['default'] === 1,
  };
  switch (stream.codec_type) {
    case 'video':
      // Covers, and the pictures that a player shows over its progress bar.
      if (stream.disposition['attached_pic'] === 1) return undefined;
      if (stream.disposition['timed_thumbnails'] === 1) return undefined;
      return { kind: 'video', ...labels, ...pictureDetails(stream) };
    case 'audio': {
      const { channels, sample_rate: sampleRateHz } = stream;
      return { kind: 'audio', ...labels, channels, sampleRateHz };
    }
    case 'subtitle':
      return {
        ...{ kind: 'subtitle', ...labels },
        isForced: stream.disposition['forced'] === 1,
        isHearingImpaired: stream.disposition['hearing_impaired'] === 1,
      };
    default:
      return undefined;
  }
}

function pictureDetails(stream: FfprobeStream) {
  const sideData = stream.side_data_list;
  const average = parseRatio(stream.avg_frame_rate);
  return {
    width: stream.width,
    height: stream.height,
    pixelAspect: parseRatio(stream.sample_aspect_ratio) ?? 1,
    // ffprobe counts counter-clockwise.
    rotation: toRotation(-(sideData.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0)),
    pixelFormat: stream.pix_fmt,
    isHdr:
      ['smpte2084', 'arib-std-b67'].includes(stream.color_transfer ?? '') ||
      sideData.some((data) => data.side_data_type === 'DOVI configuration record'),
    // Without an average (Ogg) the lowest rate that all times fit is right; an average that cannot be (FLV at 1000
    // frames a second) says that the times are not right either.
    fps: firstPlausibleFps(average ?? parseRatio(stream.r_frame_rate)),
  };
}

function toChapter(chapter: FfprobeChapter): Chapter[] {
  const { start_time: startS, end_time: endS } = chapter;
  if (startS === undefined || endS === undefined || endS < startS) return [];
  const title = chapter.tags['title'];
  return [{ startS, endS, ...(title === undefined ? {} : { title }) }];
}
