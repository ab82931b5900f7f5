// One ffmpeg that makes the segments of a video one after the other, a little ahead of the viewer.

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, FfmpegError } from '../../core/errors.ts';
import { endWithThisProcess } from '../../core/orphan-guard.ts';
import { FragmentSplitter, type Mp4Fragment, type Mp4Piece } from './fragment-splitter.ts';
import { OUTPUT_OFFSET_S } from './hls-arguments.ts';
import type { Segment } from './segment-plan.ts';

/** Segments that are made before somebody asks for them; then nobody reads what ffmpeg writes, and it waits. */
const AHEAD = 5;

/** It is quicker to wait for a segment so far ahead of what is being made than to begin there. */
const WORTH_WAITING = 2;

/** Times are rounded on their way through two time bases. */
const TOLERANCE_S = 0.02;

/** A first picture so long after the start of its segment says that decoding began too late. */
const LATE_S = 0.5;

const STDERR_TAIL_CHARACTERS = 4096;

/** How long ending a run waits for an ffmpeg that hangs in a disk which does not answer; it ends when the disk does. */
const KILL_WAIT_MS = 5000;

/** What a run makes, and where it puts it. */
export interface SegmentRunOptions {
  readonly ffmpegPath: string;
  readonly argv: readonly string[];
  readonly segments: readonly Segment[];
  /** The first one that is wanted; the arguments begin there or before. */
  readonly first: number;
  /** Whether the first segment may begin with a later picture than it should: where no run gets an earlier one. */
  readonly mayBeginLate: boolean;
  readonly storeHeader: (bytes: Buffer) => Promise<void>;
  readonly storeSegment: (index: number, bytes: Buffer) => Promise<void>;
  readonly isStored: (index: number) => Promise<boolean>;
  /** An ffmpeg that writes nothing for so long, while somebody waits for it, is ended. */
  readonly stallMs: number;
}

/** The run of {@link SegmentRunOptions}, until the video ends, a segment is there already, or it is stopped. */
export class SegmentRun {
  /** Settles when ffmpeg is gone and all that it made is stored. Rejects when it ended badly. */
  readonly ended: Promise<void>;
  readonly #options: SegmentRunOptions;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  /** `change`: a segment was made or is wanted, nobody waits for one any more, or the run is over. */
  readonly #events = new EventEmitter().setMaxListeners(0);
  #next: number;
  #wanted: number;
  #fragments: Buffer[] = [];
  #hasHeader = false;
  #hasPictures = false;
  #waiting = 0;
  #wasStopped = false;
  #isOver = false;
  #stall: AppError | undefined;
  #stderrTail = '';

  constructor(options: SegmentRunOptions) {
    this.#options = options;
    this.#next = options.first;
    this.#wanted = options.first;
    this.#child = spawn(options.ffmpegPath, options.argv, { stdio: ['ignore', 'pipe', 'pipe'] });
    endWithThisProcess(this.#child);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderrTail = (this.#stderrTail + text).slice(-STDERR_TAIL_CHARACTERS);
    });
    this.ended = this.#runToEnd();
    // Whoever waits for a segment is told; nobody may be waiting.
    this.ended.catch(() => undefined);
  }

  /** Whether waiting for the segment is the quickest way to it. */
  willSoonMake(index: number): boolean {
    return !this.#isOver && index >= this.#next && index - this.#next <= WORTH_WAITING;
  }

  /** Whether the header is still to come. */
  get willMakeHeader(): boolean {
    return !this.#isOver && !this.#hasHeader;
  }

  /** Tells how far the viewer is: a little ahead of that is made. */
  want(index: number): void {
    this.#wanted = Math.max(this.#wanted, index);
    this.#events.emit('change');
  }

  /**
   * Resolves when the segment is stored; with false when the run is over before it.
   *
   * @throws AppError when ffmpeg ended badly, see {@link ended}.
   */
  async made(index: number, signal: AbortSignal): Promise<boolean> {
    this.want(index);
    this.#waiting += 1;
    try {
      while (this.#next <= index && !this.#isOver) await once(this.#events, 'change', { signal });
    } finally {
      this.#waiting -= 1;
      this.#events.emit('change');
    }
    if (this.#next <= index) await this.#confirmEnd();
    return this.#next > index;
  }

  /** Resolves when nobody waits for a segment of it: everybody has theirs, or has gone on. */
  async untilUnwatched(signal: AbortSignal): Promise<void> {
    while (this.#waiting > 0) await once(this.#events, 'change', { signal });
  }

  /** Resolves when the header is stored or the run was stopped. @throws AppError when ffmpeg ended badly before. */
  async madeHeader(signal: AbortSignal): Promise<void> {
    while (!this.#hasHeader && !this.#isOver) await once(this.#events, 'change', { signal });
    if (!this.#hasHeader) await this.#confirmEnd();
  }

  /** Whether it was ended for another run, whatever it had made by then. */
  get wasStopped(): boolean {
    return this.#wasStopped;
  }

  /** Ends ffmpeg; resolves when it is gone, or cannot be ended. */
  async stop(): Promise<void> {
    this.#wasStopped = true;
    this.#end();
    const ended = this.ended.catch(() => undefined);
    await Promise.race([ended, delay(KILL_WAIT_MS, undefined, { ref: false })]);
  }

  /** @throws AppError when the end was a bad one. */
  async #confirmEnd(): Promise<void> {
    // An ffmpeg that hangs may hang on after it was killed.
    if (this.#stall !== undefined) throw this.#stall;
    await this.ended;
  }

  async #runToEnd(): Promise<void> {
    const exit = once(this.#child, 'close');
    // Told below; it may come while fragments are being stored.
    exit.catch(() => undefined);
    const { stallMs } = this.#options;
    const stallTimer = setTimeout(() => this.#endStalled(), stallMs);
    try {
      const splitter = new FragmentSplitter();
      for await (const chunk of this.#child.stdout) {
        for (const piece of splitter.push(chunk as Buffer)) await this.#take(piece);
        await this.#untilWanted();
        if (this.#isOver) break;
        stallTimer.refresh();
      }
      const [exitCode, signal] = (await exit) as [number | null, NodeJS.Signals | null];
      if (this.#isOver) return;
      if (exitCode !== 0) throw this.#describeEnd(exitCode, signal);
      if (this.#fragments.length > 0) await this.#finishBefore(this.#next + 1);
    } finally {
      clearTimeout(stallTimer);
      this.#end();
      await exit.catch(() => undefined);
    }
  }

  async #take(piece: Mp4Piece): Promise<void> {
    if (piece.kind === 'header') {
      await this.#options.storeHeader(piece.bytes);
      this.#hasHeader = true;
      this.#events.emit('change');
      return;
    }
    const index = this.#indexOf(piece);
    this.#checkBeginning(piece);
    if (index > this.#next) await this.#finishBefore(index);
    // What comes before the first segment was read on the way to it.
    if (index >= this.#options.first) this.#fragments.push(piece.bytes);
  }

  /** @throws AppError `start_missed` where the first pictures come too late. */
  #checkBeginning({ startS }: Mp4Fragment): void {
    if (this.#hasPictures || startS === undefined) return;
    this.#hasPictures = true;
    const { first, segments, mayBeginLate } = this.#options;
    const lateS = startS - OUTPUT_OFFSET_S - (segments[first]?.startS ?? 0);
    if (mayBeginLate || lateS <= LATE_S) return;
    const late = `${lateS.toFixed(1)} s after the start of segment ${first}`;
    throw new AppError('start_missed', `ffmpeg began ${late}.`);
  }

  /** The segment that a fragment belongs to; one without pictures to that which is being made. */
  #indexOf({ startS }: Mp4Fragment): number {
    if (startS === undefined) return this.#next;
    const timeS = startS - OUTPUT_OFFSET_S + TOLERANCE_S;
    return this.#options.segments.findLastIndex((segment) => segment.startS <= timeS);
  }

  /** Stores what there is of the segments before `index`: one, unless the source has a gap. */
  async #finishBefore(index: number): Promise<void> {
    const { first, storeSegment, isStored } = this.#options;
    if (this.#next === first && this.#fragments.length === 0)
      throw new AppError('start_missed', `ffmpeg began at segment ${index} instead of ${first}.`);
    while (this.#next < index) {
      await storeSegment(this.#next, Buffer.concat(this.#fragments));
      this.#fragments = [];
      this.#next += 1;
      this.#events.emit('change');
    }
    // Another viewer had the rest made.
    if (await isStored(index)) this.#end();
  }

  async #untilWanted(): Promise<void> {
    while (this.#next > this.#wanted + AHEAD && !this.#isOver) await once(this.#events, 'change');
  }

  #endStalled(): void {
    // Nobody reads what it would write.
    if (this.#next > this.#wanted + AHEAD) return;
    const seconds = Math.round(this.#options.stallMs / 1000);
    const message = `ffmpeg wrote nothing for ${seconds} s; does the drive of the video answer?`;
    this.#stall = new AppError('conversion_stalled', message);
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#child.kill('SIGKILL');
    this.#events.emit('change');
  }

  #describeEnd(exitCode: number | null, signal: NodeJS.Signals | null): FfmpegError {
    const said = this.#stderrTail.trim().split('\n').at(-1) ?? '';
    const how = signal === null ? `exited with code ${String(exitCode)}` : `was ended by ${signal}`;
    const { ffmpegPath, argv } = this.#options;
    return new FfmpegError(`ffmpeg could not convert the video: it ${how}: ${said}`, {
      argv: [ffmpegPath, ...argv],
      exitCode,
      signal,
      stderrTail: this.#stderrTail,
    });
  }
}
