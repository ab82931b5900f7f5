// One viewer who watches one video converted: plans its segments and keeps an ffmpeg a little ahead of them.

import { z } from 'zod';
import type { Encoder } from '../../core/config-schema.ts';
import type { Conversion } from '../../core/contract/playback.ts';
import { AppError, NotFoundError } from '../../core/errors.ts';
import { inspectSource, readKeyframes } from '../../core/media/inspect-source.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { openablePath } from '../../core/media/openable-path.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import type { ConversionSlots } from './conversion-slots.ts';
import { hlsArguments } from './hls-arguments.ts';
import type { SegmentCache } from './segment-cache.ts';
import { placesToCut, planAtKeyframes, planEvenly, type Segment } from './segment-plan.ts';
import { SegmentRun } from './segment-run.ts';

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
  readonly cache: SegmentCache;
  readonly slots: ConversionSlots;
  readonly tools: () => Promise<FfmpegTools>;
  readonly encoder: Encoder;
}

const PLAN_FILE = 'plan.json';
const HEADER_FILE = 'init.mp4';
const segmentFile = (index: number) => `${index}.m4s`;

/** So many segments earlier ffmpeg begins in the second try, where a container without an index led it too far. */
const BACK_SEGMENTS = 2;

const storedPlan = z.array(z.object({ startS: z.number(), durationS: z.number() })).min(1);

/** Ended by whoever made it. Waiting for a segment ends with the signal; making it goes on. */
export class HlsSession {
  readonly video: ConvertedVideo;
  readonly #parts: HlsSessionParts;
  readonly #owner: string;
  readonly #ending = new AbortController();
  #plan: Promise<readonly Segment[]> | undefined;
  #source: Promise<VideoSource> | undefined;
  #run: SegmentRun | undefined;
  /** Runs are begun one after the other. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(video: ConvertedVideo, parts: HlsSessionParts) {
    this.video = video;
    this.#parts = parts;
    const { hash, conversion, audioTrack } = video;
    // Segments of different encoders do not fit together.
    const made = conversion === 'remux' ? conversion : `${conversion}-${parts.encoder}`;
    const sound = audioTrack === 0 ? '' : `-sound-${audioTrack}`;
    this.#owner = `${hash.slice(0, 2)}/${hash}/${made}${sound}`;
  }

  /** All segments of the video. @throws ProbeError when ffprobe cannot read it. */
  async segments(): Promise<readonly Segment[]> {
    this.#plan ??= this.#findPlan();
    this.#plan.catch(() => (this.#plan = undefined));
    return await this.#plan;
  }

  /** The path of what every segment needs to be played. @throws AppError when ffmpeg fails. */
  async header(signal: AbortSignal): Promise<string> {
    const { cache } = this.#parts;
    const stored = await cache.find(this.#owner, HEADER_FILE);
    if (stored !== undefined) return stored;
    const run = await this.#inTurn(async () => this.#run ?? (await this.#startRun(0, 0)));
    await run.madeHeader(signal);
    return await this.#found(HEADER_FILE);
  }

  /**
   * The path of a segment.
   *
   * @throws NotFoundError when the video ends before it.
   * @throws AppError when ffmpeg fails, or there is no slot for it.
   */
  async segment(index: number, signal: AbortSignal): Promise<string> {
    const { cache } = this.#parts;
    if (index >= (await this.segments()).length) throw endedError();
    this.#run?.want(index);
    for (const back of [0, BACK_SEGMENTS]) {
      const stored = await cache.find(this.#owner, segmentFile(index));
      if (stored !== undefined) return stored;
      try {
        const run = await this.#inTurn(() => this.#runFor(index, back));
        if (await run.made(index, signal)) return await this.#found(segmentFile(index));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'start_missed') throw error;
      }
    }
    throw endedError();
  }

  /** Ends ffmpeg; resolves when it is gone. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#starting;
    await this.#run?.stop();
  }

  async #findPlan(): Promise<readonly Segment[]> {
    const { cache } = this.#parts;
    const stored = await cache.read(this.#owner, PLAN_FILE);
    const parsed = storedPlan.safeParse(stored === undefined ? undefined : JSON.parse(stored));
    if (parsed.success) return parsed.data;
    const plan = await this.#makePlan();
    await cache.store(this.#owner, PLAN_FILE, JSON.stringify(plan));
    return plan;
  }

  async #makePlan(): Promise<readonly Segment[]> {
    const source = await this.#inspected();
    const endS = source.startS + source.durationS;
    if (this.video.conversion === 'transcode') return planEvenly(endS);
    const options = { tools: await this.#parts.tools(), signal: this.#ending.signal };
    return planAtKeyframes(await readKeyframes(source, placesToCut(endS), options), endS);
  }

  async #inspected(): Promise<VideoSource> {
    this.#source ??= this.#inspect();
    this.#source.catch(() => (this.#source = undefined));
    return await this.#source;
  }

  async #inspect(): Promise<VideoSource> {
    const { cache, tools } = this.#parts;
    const path = await openablePath(this.video.path, await cache.folderOf(this.#owner));
    const options = { tools: await tools(), signal: this.#ending.signal };
    return await inspectSource({ path, sizeBytes: this.video.sizeBytes }, options);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#starting.then(work);
    this.#starting = turn.catch(() => undefined);
    return await turn;
  }

  async #runFor(index: number, back: number): Promise<SegmentRun> {
    if (this.#run?.willSoonMake(index)) return this.#run;
    return await this.#startRun(index, back);
  }

  async #startRun(first: number, back: number): Promise<SegmentRun> {
    this.#ending.signal.throwIfAborted();
    const { cache, slots, encoder, tools } = this.#parts;
    const { conversion, audioTrack, audioCodec } = this.video;
    const segments = await this.segments();
    const source = await this.#inspected();
    const { ffmpegPath, canToneMap } = await tools();
    await this.#run?.stop();
    const giveBack = slots.take(conversion);
    const fromS = segments[Math.max(0, first - back)]?.startS ?? 0;
    this.#run = new SegmentRun({
      ffmpegPath,
      argv: hlsArguments({
        ...{ source, conversion, audioTrack, audioCodec, fromS },
        ...{ encoder, canToneMap },
      }),
      segments,
      first,
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

function endedError(): NotFoundError {
  return new NotFoundError('The video ends before this part of it.');
}
