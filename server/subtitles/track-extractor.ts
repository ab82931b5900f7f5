// Takes the text tracks out of videos, all of a video at once, and keeps them on disk. Knows nothing of who may see what.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { ProcessError, UnavailableError } from '../../core/errors.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { openablePath } from '../../core/media/openable-path.ts';
import { runProcess } from '../../core/run-process.ts';
import type { DiskCache } from '../disk-cache.ts';
import { unreadable } from './read-subtitle-file.ts';
import { extractArguments } from './subtitle-arguments.ts';
import type { TextTrack } from './subtitle-tracks.ts';

/** Each reads a whole file as fast as the disk gives it, while others watch from the same disk. */
const AT_ONCE = 2;
/** Proxies give up on an answer after a minute. */
const PATIENCE_MS = 45_000;
/** Time for whoever was told to ask again to do so. */
const LINGER_MS = 10_000;
/** The largest files on the slowest disks. */
const TIMEOUT_MS = 3 * 3600_000;

/** A video, and which of its subtitle tracks are text. */
export interface VideoWithTracks {
  readonly hash: string;
  readonly path: string;
  readonly textTracks: readonly Pick<TextTrack, 'index' | 'codec'>[];
}

/** What track extraction needs. */
export interface TrackExtractorParts {
  readonly cache: DiskCache;
  readonly tools: () => Promise<FfmpegTools>;
  /** How long a reader waits before it is told to ask again. @default 45 s */
  readonly patienceMs?: number;
  /** How long an extraction goes on for which nobody waits. @default 10 s */
  readonly lingerMs?: number;
}

interface Extraction {
  readonly done: Promise<void>;
  readonly ending: AbortController;
  waiting: number;
  idleTimer: NodeJS.Timeout | undefined;
}

/** One for a server; an extraction ends soon after the last who waits for it. */
export class TrackExtractor {
  readonly #parts: TrackExtractorParts;
  readonly #queue = new PQueue({ concurrency: AT_ONCE });
  readonly #underWay = new Map<string, Extraction>();

  constructor(parts: TrackExtractorParts) {
    this.#parts = parts;
  }

  /** Videos that are being read, or are to be. */
  get size(): number {
    return this.#underWay.size;
  }

  /**
   * The ASS text of a track, as bytes: in whatever encoding it is.
   *
   * @throws UnavailableError `subtitles_coming` when it takes long; it goes on, and who asks again gets it.
   * @throws AppError `subtitles_unreadable` when ffmpeg cannot read it.
   */
  async read(video: VideoWithTracks, track: number, signal: AbortSignal): Promise<Buffer> {
    const stored = await this.#find(video, track);
    if (stored !== undefined) return stored;
    await this.#extracted(video, signal);
    const made = await this.#find(video, track);
    if (made === undefined) throw unreadable('hold nothing that can be read');
    return made;
  }

  /** Ends all extractions; resolves when they are gone. */
  async close(): Promise<void> {
    const underWay = [...this.#underWay.values()];
    for (const { ending } of underWay) ending.abort();
    await Promise.allSettled(underWay.map(({ done }) => done));
  }

  async #find({ hash }: VideoWithTracks, track: number): Promise<Buffer | undefined> {
    const path = await this.#parts.cache.find(ownerOf(hash), fileOf(track));
    return path === undefined ? undefined : await readFile(path);
  }

  async #extracted(video: VideoWithTracks, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { patienceMs = PATIENCE_MS, lingerMs = LINGER_MS } = this.#parts;
    const extraction = this.#underWay.get(video.hash) ?? this.#start(video);
    extraction.waiting += 1;
    clearTimeout(extraction.idleTimer);
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    const patience = setTimeout(() => left.reject(coming()), patienceMs);
    try {
      await Promise.race([extraction.done, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      clearTimeout(patience);
      extraction.waiting -= 1;
      if (extraction.waiting === 0)
        extraction.idleTimer = setTimeout(
          () => this.#giveUp(video.hash, extraction),
          lingerMs,
        ).unref();
    }
  }

  #start(video: VideoWithTracks): Extraction {
    const ending = new AbortController();
    const { signal } = ending;
    const done = this.#queue.add(async () => await this.#extract(video, signal), { signal });
    const extraction: Extraction = { done, ending, waiting: 0, idleTimer: undefined };
    this.#underWay.set(video.hash, extraction);
    // Whoever waits is told how it ended; nobody may be waiting.
    void done.catch(() => undefined).finally(() => this.#forget(video.hash, extraction));
    return extraction;
  }

  #giveUp(hash: string, extraction: Extraction): void {
    this.#forget(hash, extraction);
    extraction.ending.abort();
  }

  #forget(hash: string, extraction: Extraction): void {
    clearTimeout(extraction.idleTimer);
    if (this.#underWay.get(hash) === extraction) this.#underWay.delete(hash);
  }

  async #extract({ hash, path, textTracks }: VideoWithTracks, signal: AbortSignal): Promise<void> {
    const { cache, tools } = this.#parts;
    const owner = ownerOf(hash);
    const folder = await mkdtemp(join(await cache.folderOf(owner), 'making-'));
    try {
      const outputs = textTracks.map(({ index, codec }) => ({
        ...{ track: index, codec, path: join(folder, fileOf(index)) },
      }));
      const argv = extractArguments(await openablePath(path, folder), outputs);
      await runProcess((await tools()).ffmpegPath, argv, { signal, timeoutMs: TIMEOUT_MS });
      for (const output of outputs)
        await cache.store(owner, fileOf(output.track), await readFile(output.path));
    } catch (error) {
      if (error instanceof ProcessError)
        throw unreadable(`cannot be read: ${error.message}`, error);
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function coming(): UnavailableError {
  const message = 'All of the video is read for its subtitles. Ask again in a moment.';
  return new UnavailableError('subtitles_coming', message, { retryAfterS: 1 });
}

function ownerOf(hash: string): string {
  return `${hash.slice(0, 2)}/${hash}`;
}

function fileOf(track: number): string {
  return `${track}.ass`;
}
