// Real, small video clips for tests, made by ffmpeg and kept in the temporary folder. Knows no part of Reeldex but its process runner.

import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { runProcess } from '../../core/run-process.ts';

const videoEncoders = {
  h264: ['libx264', '-preset', 'ultrafast'],
  hevc: ['libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error'],
  vp8: ['libvpx', '-deadline', 'realtime', '-cpu-used', '8'],
  vp9: ['libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'],
  av1: ['libaom-av1', '-usage', 'realtime', '-cpu-used', '8'],
  mpeg4: ['mpeg4'],
  mpeg2video: ['mpeg2video'],
  mpeg1video: ['mpeg1video'],
  theora: ['libtheora'],
  h263: ['h263'],
  flv1: ['flv'],
  wmv2: ['wmv2'],
  mjpeg: ['mjpeg'],
  prores: ['prores'],
  msmpeg4v2: ['msmpeg4v2'],
  msmpeg4v3: ['msmpeg4'],
  wmv1: ['wmv1'],
  dvvideo: ['dvvideo'],
  ffv1: ['ffv1'],
  huffyuv: ['huffyuv'],
  rawvideo: ['rawvideo'],
  cinepak: ['cinepak'],
  qtrle: ['qtrle'],
  rv20: ['rv20'],
} as const;

const audioEncoders = {
  aac: 'aac',
  mp3: 'libmp3lame',
  mp2: 'mp2',
  ac3: 'ac3',
  eac3: 'eac3',
  opus: 'libopus',
  vorbis: 'libvorbis',
  flac: 'flac',
  alac: 'alac',
  wmav2: 'wmav2',
  pcm_s16le: 'pcm_s16le',
} as const;

/** A codec that clips can be made with, by ffprobe's name. */
export type ClipVideoCodec = keyof typeof videoEncoders;
export type ClipAudioCodec = keyof typeof audioEncoders;

/** What a clip holds; its container follows from the extension of its path. */
export interface ClipOptions {
  /** `none` makes a file without pictures. @default 'h264' */
  readonly videoCodec?: ClipVideoCodec | 'none';
  /** @default 'none' */
  readonly audioCodec?: ClipAudioCodec | 'none';
  /** Coded size in pixels. @default 160 x 120 */
  readonly width?: number;
  readonly height?: number;
  /** @default 10 */
  readonly fps?: number;
  /** @default 1 */
  readonly durationS?: number;
  /** Clockwise turn that a player applies; only containers of the MP4 family keep it. @default 0 */
  readonly rotation?: 0 | 90 | 180 | 270;
  /** Width to height of a pixel, as `4:3`. @default '1:1' */
  readonly pixelAspect?: string;
  /** ffmpeg's name. @default 'yuv420p' */
  readonly pixelFormat?: string;
  /** A lavfi graph for the pictures instead of the test pattern; `size`, `fps` and `durationS` are then its own business. */
  readonly picture?: string;
  /** Degrees by which the colours are turned: clips that differ only in this differ in content. @default 0 */
  readonly hue?: number;
  /** One audio track for each, by ISO 639-2 code. @default one track without a language */
  readonly audioLanguages?: readonly string[];
  /** @default 1 */
  readonly audioChannels?: number;
  /** Adds a subtitle track in the container's usual codec with this language. */
  readonly subtitleLanguage?: string;
  /** Titles of chapters of equal length. */
  readonly chapters?: readonly string[];
  /** Adds a cover picture (MP4 and Matroska only). @default false */
  readonly hasCover?: boolean;
  /** Tags of the whole file, for example `{ title: 'One' }`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Further output options of ffmpeg, for example `['-movflags', 'frag_keyframe+empty_moov']`. */
  readonly outputArgs?: readonly string[];
}

/**
 * Writes a clip to `path`, making its folder. A clip that was made before, by any test file or run, is copied.
 *
 * @throws ProcessError when ffmpeg cannot make it.
 */
export async function makeClip(path: string, options: ClipOptions = {}): Promise<void> {
  const recipe = clipArguments(options, 'work', `made${extname(path)}`);
  const key = createHash('sha256')
    .update(JSON.stringify([await readFfmpegVersion(), recipe, options.rotation, options.chapters]))
    .digest('hex');
  const cached = join(tmpdir(), 'reeldex-clips', `${key.slice(0, 32)}${extname(path)}`);
  if (!(await exists(cached))) await encodeClip(cached, options);
  await mkdir(dirname(path), { recursive: true });
  await copyFile(cached, path, constants.COPYFILE_FICLONE);
}

let ffmpegVersion: Promise<string> | undefined;

function readFfmpegVersion(): Promise<string> {
  ffmpegVersion ??= runProcess('ffmpeg', ['-version']).then(
    (output) => /^ffmpeg version (\S+)/.exec(output.toString())?.[1] ?? 'unknown',
  );
  return ffmpegVersion;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** Encodes beside the final name and renames: another process sees a whole clip or none. */
async function encodeClip(target: string, options: ClipOptions): Promise<void> {
  const work = join(dirname(target), `making-${randomUUID()}`);
  await mkdir(work, { recursive: true });
  try {
    const made = join(work, `made${extname(target)}`);
    await writeFile(join(work, 'subtitles.srt'), '1\n00:00:00,100 --> 00:00:00,800\nHello\n');
    await writeFile(join(work, 'chapters.txt'), chapterMetadata(options));
    await runProcess('ffmpeg', clipArguments(options, work, made), { timeoutMs: 60_000 });
    if (options.rotation) await rename(await rotate(made, options.rotation), made);
    await rename(made, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function chapterMetadata({ chapters = [], durationS = 1 }: ClipOptions): string {
  const lengthMs = (durationS * 1000) / chapters.length;
  const entries = chapters.map((title, index) => {
    const [start, end] = [index, index + 1].map((edge) => Math.round(edge * lengthMs));
    return `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${String(start)}\nEND=${String(end)}\ntitle=${title}\n`;
  });
  return [';FFMETADATA1', ...entries].join('\n');
}

/** One input of ffmpeg and the output options that it brings; `INPUT` in them stands for its number. */
interface ClipPart {
  readonly input: readonly string[];
  readonly output: readonly string[];
}

function clipArguments(options: ClipOptions, work: string, output: string): string[] {
  const parts = [
    ...pictureParts(options),
    ...soundParts(options),
    ...textParts(options, work, extname(output)),
  ];
  const tags = Object.entries(options.tags ?? {}).flatMap(([key, value]) => [
    '-metadata',
    `${key}=${value}`,
  ]);
  return [
    ...['-v', 'error', '-nostdin', '-y'],
    ...parts.flatMap((part) => part.input),
    ...parts.flatMap((part, index) =>
      part.output.map((argument) => argument.replace('INPUT', String(index))),
    ),
    ...tags,
    ...(options.outputArgs ?? []),
    output,
  ];
}

function pictureParts(options: ClipOptions): ClipPart[] {
  const { videoCodec = 'h264', pixelFormat = 'yuv420p', hasCover = false } = options;
  const parts: ClipPart[] = [];
  if (videoCodec !== 'none') {
    const encoder = ['-c:v:0', ...videoEncoders[videoCodec], '-pix_fmt:v:0', pixelFormat];
    parts.push({
      input: ['-f', 'lavfi', '-i', pictureGraph(options)],
      output: ['-map', 'INPUT:v', ...encoder],
    });
  }
  if (hasCover) {
    const cover = `v:${parts.length}`;
    parts.push({
      input: ['-f', 'lavfi', '-i', 'color=red:size=64x64:rate=1:duration=1'],
      output: ['-map', 'INPUT:v', `-c:${cover}`, 'mjpeg', `-disposition:${cover}`, 'attached_pic'],
    });
  }
  return parts;
}

function pictureGraph(options: ClipOptions): string {
  const {
    width = 160,
    height = 120,
    fps = 10,
    durationS = 1,
    hue = 0,
    pixelAspect = '1:1',
  } = options;
  const source =
    options.picture ?? `testsrc2=size=${width}x${height}:rate=${fps}:duration=${durationS}`;
  return `${source},hue=h=${hue},setsar=${pixelAspect.replace(':', '/')}`;
}

function soundParts(options: ClipOptions): ClipPart[] {
  const { audioCodec = 'none', audioLanguages = [undefined], audioChannels = 1 } = options;
  if (audioCodec === 'none') return [];
  const tracks = audioLanguages.flatMap((language, index) => [
    ...['-map', 'INPUT:a'],
    ...(language === undefined ? [] : [`-metadata:s:a:${index}`, `language=${language}`]),
  ]);
  return [
    {
      input: ['-f', 'lavfi', '-i', `sine=sample_rate=48000:duration=${options.durationS ?? 1}`],
      output: [...tracks, '-c:a', audioEncoders[audioCodec], '-ac', String(audioChannels)],
    },
  ];
}

function textParts(options: ClipOptions, work: string, extension: string): ClipPart[] {
  const parts: ClipPart[] = [];
  if (options.subtitleLanguage !== undefined) {
    const language = ['-metadata:s:s:0', `language=${options.subtitleLanguage}`];
    parts.push({
      input: ['-i', join(work, 'subtitles.srt')],
      output: ['-map', 'INPUT:s', ...language, '-c:s', subtitleCodec(extension)],
    });
  }
  if (options.chapters) {
    parts.push({
      input: ['-f', 'ffmetadata', '-i', join(work, 'chapters.txt')],
      output: ['-map_chapters', 'INPUT'],
    });
  }
  return parts;
}

function subtitleCodec(extension: string): string {
  switch (extension) {
    case '.mp4':
    case '.m4v':
    case '.mov':
      return 'mov_text';
    case '.webm':
      return 'webvtt';
    default:
      return 'srt';
  }
}

/** Sets the rotation on a copy of the streams; ffmpeg 5 knows another option for it than ffmpeg 6 and later. */
async function rotate(path: string, clockwise: number): Promise<string> {
  const turned = `${path}.turned${extname(path)}`;
  const major = Number.parseInt(await readFfmpegVersion(), 10);
  // Both options count counter-clockwise.
  const [input, output] =
    major >= 6
      ? [['-display_rotation:v:0', String(-clockwise)], []]
      : [[], ['-metadata:s:v:0', `rotate=${360 - clockwise}`]];
  const args = ['-v', 'error', '-nostdin', ...input, '-i', path, '-c', 'copy', ...output, turned];
  await runProcess('ffmpeg', args);
  return turned;
}
