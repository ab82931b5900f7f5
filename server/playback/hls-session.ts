// One viewer who watches one video converted: keeps an ffmpeg a little ahead of what they watch.

import type { Encoder } from '../../core/config-schema.ts';
import type { Conversion } from '../../core/contract/playback.ts';
import { AppError, FfmpegError, NotFoundError, UnavailableError } from '../../core/errors.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { x264Remedy } from '../../core/media/x264.ts';
import type { DiskCache } from '../disk-cache.ts';
import type { ConversionSlots } from './conversion-slots.ts';
import { hlsArguments } from './hls-arguments.ts';
import type { Segment } from './segment-plan.ts';
import { SegmentRun } from './segment-run.ts';
import { VideoPlan } from './video-plan.ts';

/** What is watched. */
export interface ConvertedVideo {
  readonly hash: string;
  readonly conversion: Conversion;
  readonly path: string;
  readonly sizeBytes: number;
  /** Which of its sound tracks, from 0 in the file's order. */
  readonly audioTrack: number;
  /** ffprobe's name of the codec of that track. */
  readonly audioCodec: string | undefined;
}

/** What all sessions of a server share. */
export interface HlsSessionParts {
  readonly cache: DiskCache;
  readonly slots: ConversionSlots;
  readonly tools: () => Promise<FfmpegTools>;
  readonly encoder: Encoder;
  /** Of what is encoded: the shorter side at most. */
  readonly maxHeight: number;
}

const HEADER_FILE = 'init.mp4';
const segmentFile = (index: number) => `${index}.m4s`;

/** So many segments earlier ffmpeg begins in the second try, where a container without an index led it too far. */
const BACK_SEGMENTS = 2;

/** A slow machine takes so long for a segment of large pictures. */
const STALL_MS = 120_000;

/** Ended by whoever made it. Waiting for a part ends with the signal; making it goes on. */
export class HlsSession {
  readonly video: ConvertedVideo;
  readonly #parts: HlsSessionParts;
  readonly #owner: string;
  readonly #ending = new AbortController();
  readonly #plan: VideoPlan;
  #run: SegmentRun | undefined;
  /** Runs are begun one after the other. */
  #starting: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(video: ConvertedVideo, parts: HlsSessionParts) {
    this.video = video;
    this.#parts = parts;
    const { hash, conversion, audioTrack } = video;
    // Segments of different encoders and sizes do not fit together.
    const encoded = `${conversion}-${parts.encoder}-${parts.maxHeight}`;
    const made = conversion === 'remux' ? conversion : encoded;
    const sound = audioTrack === 0 ? '' : `-sound-${audioTrack}`;
    this.#owner = `${hash.slice(0, 2)}/${hash}/${made}${sound}`;
    this.#plan = new VideoPlan(video, {
      ...{ cache: parts.cache, owner: this.#owner },
      ...{ tools: parts.tools, signal: this.#ending.signal },
    });
  }

  /** Whether somebody waits for a part at this moment. */
  get isWaitedFor(): boolean {
    return this.#waiting > 0;
  }

  /**
   * All segments of the video.
   *
   * @throws ProbeError when ffprobe cannot read it.
   * @throws AppError `not_copyable` when its pictures have to be encoded instead.
   */
  async segments(): Promise<readonly Segment[]> {
    return await this.#plan.segments();
  }

  /** The path of what every segment needs to be played. @throws AppError when ffmpeg fails. */
  async header(signal: AbortSignal): Promise<string> {
    const stored = await this.#parts.cache.find(this.#owner, HEADER_FILE);
    return stored ?? (await this.#whileWaiting(this.#makeHeader(signal)));
  }

  /**
   * The path of a segment.
   *
   * @throws NotFoundError when the video ends before it; then {@link segments} is shorter than before.
   * @throws AppError when ffmpeg fails, or there is no slot for it.
   */
  async segment(index: number, signal: AbortSignal): Promise<string> {
    return await this.#whileWaiting(this.#findSegment(index, signal));
  }

  /** Ends ffmpeg; resolves when it is gone. */
  async end(): Promise<void> {
    this.#ending.abort(new UnavailableError('conversion_ended', 'The conversion was ended.'));
    await this.#starting;
    await this.#run?.stop();
  }

  async #whileWaiting<T>(work: Promise<T>): Promise<T> {
    this.#waiting += 1;
    try {
      return await work;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #makeHeader(signal: AbortSignal): Promise<string> {
    let run: SegmentRun | undefined;
    do {
      run = await this.#inTurn(signal, () => this.#runForHeader(signal));
      await run?.madeHeader(signal);
      // A player that begins in the middle asks for its segment meanwhile, whose run makes the header as well.
    } while (run?.wasStopped);
    return await this.#found(HEADER_FILE);
  }

  /** Nothing when the header is there by now. */
  async #runForHeader(signal: AbortSignal): Promise<SegmentRun | undefined> {
    if ((await this.#parts.cache.find(this.#owner, HEADER_FILE)) !== undefined) return undefined;
    // One that has made its header has made one that is gone.
    return this.#run?.willMakeHeader ? this.#run : await this.#startRun(0, 0, signal);
  }

  async #findSegment(index: number, signal: AbortSignal): Promise<string> {
    const { cache } = this.#parts;
    if (index >= (await this.segments()).length) throw endedError();
    this.#run?.want(index);
    for (const back of [0, BACK_SEGMENTS]) {
      const stored = await cache.find(this.#owner, segmentFile(index));
      if (stored !== undefined) return stored;
      try {
        const run = await this.#inTurn(signal, () => this.#runFor(index, back, signal));
        if (await run.made(index, signal)) return await this.#found(segmentFile(index));
      } catch (error) {
        if (!isWorthAnotherTry(error)) throw error;
      }
    }
    // A session that ends makes no segments either.
    this.#ending.signal.throwIfAborted();
    await this.#plan.endBefore(index);
    throw endedError();
  }

  async #inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const turn = this.#starting.then(async () => {
      // A viewer who seeks about has gone on before most of it has its turn.
      signal.throwIfAborted();
      return await work();
    });
    this.#starting = turn.catch(() => undefined);
    return await turn;
  }

  async #runFor(index: number, back: number, signal: AbortSignal): Promise<SegmentRun> {
    if (this.#run?.willSoonMake(index)) return this.#run;
    return await this.#startRun(index, back, signal);
  }

  async #startRun(first: number, back: number, signal: AbortSignal): Promise<SegmentRun> {
    this.#ending.signal.throwIfAborted();
    const { cache, slots, encoder, maxHeight, tools } = this.#parts;
    const { conversion, audioTrack, audioCodec } = this.video;
    const segments = await this.segments();
    const source = await this.#plan.source();
    const { ffmpegPath, canToneMap, hasX264 } = await tools();
    if (conversion === 'transcode' && encoder === 'libx264' && !hasX264) throw notEncodable();
    // One player waits for one place only; other programs ask for several at once.
    await this.#run?.untilUnwatched(AbortSignal.any([signal, this.#ending.signal]));
    await this.#run?.stop();
    const giveBack = slots.take(conversion);
    const isLastTry = first === 0 || back > 0;
    const fromS = segments[Math.max(0, first - back)]?.startS ?? 0;
    this.#run = new SegmentRun({
      ffmpegPath,
      argv: hlsArguments({
        ...{ source, conversion, audioTrack, audioCodec, fromS },
        ...{ fillsStart: isLastTry, encoder, maxHeight, canToneMap },
      }),
      segments,
      first,
      mayBeginLate: isLastTry,
      stallMs: STALL_MS,
      storeHeader: async (bytes) => await cache.store(this.#owner, HEADER_FILE, bytes),
      storeSegment: async (at, bytes) => await cache.store(this.#owner, segmentFile(at), bytes),
      isStored: async (at) => (await cache.find(this.#owner, segmentFile(at))) !== undefined,
    });
    void this.#run.ended.catch(() => undefined).finally(giveBack);
    return this.#run;
  }

  async #found(name: string): Promise<string> {
    const path = await this.#parts.cache.find(this.#owner, name);
    if (path === undefined)
      throw new AppError(
        'cache_too_small',
        'What was made is gone again: playback.cacheGb is too small.',
      );
    return path;
  }
}

/** A beginning that was missed, or an ffmpeg that somebody ended: the system, when memory runs out. */
function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof FfmpegError) return error.signal !== null;
  return error instanceof AppError && error.code === 'start_missed';
}

function notEncodable(): AppError {
  return new AppError(
    'no_x264',
    `The browser cannot show these pictures, and ffmpeg cannot convert them: it has no libx264. ${x264Remedy}`,
  );
}

function endedError(): NotFoundError {
  return new NotFoundError('The video ends before this part of it.');
}
