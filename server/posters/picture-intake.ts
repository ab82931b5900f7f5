// Turns a file that calls itself a picture into a JPEG picture of ours, or says why it cannot.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { z } from 'zod';
import { BadRequestError, ProcessError } from '../../core/errors.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { inputName } from '../../core/media/input-name.ts';
import { boundLongSide, displayedSize, type PictureSize } from '../../core/media/picture-size.ts';
import { runProcess } from '../../core/run-process.ts';
import { pictureDemuxer, type PictureDemuxer } from './picture-format.ts';

/** Decoded, this takes about 300 MB: more than cameras make, and all that a bomb gets. */
const MOST_PIXELS = 64_000_000;

/** What is kept: more than posters need today. */
const KEPT_SIDE = 1920;

const TIMEOUT_MS = 30_000;

const probeAnswer = z.object({
  frames: z.array(
    z.object({
      width: z.number().int().min(1),
      height: z.number().int().min(1),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
    }),
  ),
});

/** Takes pictures from people, one at a time. */
export class PictureIntake {
  readonly #tools: () => Promise<FfmpegTools>;
  readonly #queue = new PQueue({ concurrency: 1 });

  constructor(tools: () => Promise<FfmpegTools>) {
    this.#tools = tools;
  }

  /**
   * The picture as a JPEG file, upright, on grey where it is transparent, its longer side at most 1,920 pixels. Of an
   * animation it is the first picture. Nothing else of the file remains: neither where it was taken nor what it hides.
   *
   * @throws BadRequestError when it is no picture that can be read; AppError `ffmpeg_missing`.
   */
  async read(bytes: Buffer, signal: AbortSignal): Promise<Buffer> {
    const demuxer = pictureDemuxer(bytes);
    if (demuxer === undefined)
      throw new BadRequestError(
        'This is no picture that can be used. Send a JPEG, PNG, WebP, AVIF, GIF or BMP file.',
      );
    const tools = await this.#tools();
    return await this.#queue.add(() => convert(bytes, demuxer, { tools, signal }), { signal });
  }
}

interface ConvertOptions {
  readonly tools: FfmpegTools;
  readonly signal: AbortSignal;
}

async function convert(
  bytes: Buffer,
  demuxer: PictureDemuxer,
  { tools, signal }: ConvertOptions,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-picture-'));
  const limits = { signal, timeoutMs: TIMEOUT_MS };
  try {
    const path = join(folder, 'picture');
    await writeFile(path, bytes);
    const input = inputArguments(path, demuxer);
    const found = await runProcess(tools.ffprobePath, [...probeArguments, ...input], limits);
    const size = shownSize(found.toString());
    if (size === undefined) throw unreadable();
    return await runProcess(tools.ffmpegPath, jpegArguments(input, size), limits);
  } catch (cause) {
    if (cause instanceof ProcessError) throw unreadable(cause);
    throw cause;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file is opened as what its first bytes say, and as nothing else. */
function inputArguments(path: string, demuxer: PictureDemuxer): readonly string[] {
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-f', demuxer],
    ...['-max_pixels', String(MOST_PIXELS), '-threads', '1', '-i', inputName(path)],
  ];
}

const probeArguments = [
  ...['-v', 'error', '-of', 'json', '-select_streams', 'v:0', '-read_intervals', '%+#1'],
  ...['-show_entries', 'frame=width,height:frame_side_data=rotation'],
] as const;

function shownSize(answer: string): PictureSize | undefined {
  const [frame] = probeAnswer.safeParse(JSON.parse(answer)).data?.frames ?? [];
  if (frame === undefined) return undefined;
  const { width, height, side_data_list: sideData } = frame;
  const rotation = sideData.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return displayedSize({ width, height, pixelAspect: 1, rotation });
}

function jpegArguments(input: readonly string[], size: PictureSize): readonly string[] {
  const { width, height } = boundLongSide(size, KEPT_SIDE);
  const filters = [
    `color=gray:size=${width}x${height}:duration=1[back]`,
    `[0:v:0]scale=${width}:${height}:flags=lanczos[front]`,
    // What browsers take a JPEG file for: BT.601 in full range.
    '[back][front]overlay=format=auto:shortest=1,scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p',
  ];
  return [
    ...['-v', 'error', '-nostdin', ...input, '-filter_complex', filters.join(';')],
    ...['-frames:v', '1', '-q:v', '2', '-c:v', 'mjpeg', '-f', 'image2pipe', '-'],
  ];
}

function unreadable(cause?: unknown): BadRequestError {
  const most = MOST_PIXELS / 1e6;
  return new BadRequestError(
    `The picture cannot be read: it is damaged, an animated WebP, or has more than ${most} megapixels. Save it anew as a JPEG file, and send that.`,
    { cause },
  );
}
