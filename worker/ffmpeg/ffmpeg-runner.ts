// Runs ffmpeg to its end through fluent-ffmpeg, which is unmaintained: no other module may know it. Owns killing,
// stalls, time limits and what is kept of standard error; knows nothing of previews.

import { ChildProcess } from 'node:child_process';
import ffmpeg from 'fluent-ffmpeg';
import { describeError, FfmpegError } from '../../core/errors.ts';
import { endWithThisProcess } from '../../core/orphan-guard.ts';
import type { FfmpegCommand } from './ffmpeg-command.ts';
import { SignsOfLife } from './signs-of-life.ts';

const STDERR_TAIL_CHARACTERS = 4096;

/** A process that waits for a dead disk outlives SIGKILL; after this long it is left to itself. */
const KILL_GRACE_MS = 10_000;

/** Lines that say only that something else went wrong. */
const emptyLine = /^(Conversion failed!|Error while filtering|\s*Last message repeated|\s*$)/;

/** How one ffmpeg is run. */
export interface RunFfmpegOptions {
  readonly ffmpegPath: string;
  readonly signal: AbortSignal;
  /** Killed after this long, counted from the start. */
  readonly timeoutMs: number;
  /** Killed after neither making anything nor using the CPU for this long. @default 30000 */
  readonly stallMs?: number;
}

/** What a run that ended well says of itself. */
export interface FfmpegReport {
  /** Pictures that its first output with pictures got. */
  readonly pictures: number;
}

/**
 * Runs ffmpeg and resolves when it ended well. When it settles the process is gone.
 *
 * @throws FfmpegError when ffmpeg cannot be started, ends badly, stalls or takes too long; its `cause` is the system's
 * error in the first case.
 * @throws the signal's reason when aborted.
 */
export async function runFfmpeg(
  command: FfmpegCommand,
  options: RunFfmpegOptions,
): Promise<FfmpegReport> {
  options.signal.throwIfAborted();
  return await new FfmpegRun(command, options).toEnd();
}

class FfmpegRun {
  readonly #options: RunFfmpegOptions;
  readonly #process: ffmpeg.FfmpegCommand;
  readonly #life = new SignsOfLife();
  readonly #done = Promise.withResolvers<undefined>();
  #child: ChildProcess | undefined;
  #argv: readonly string[] = [];
  #stderrTail = '';
  #killedBecause: string | undefined;

  constructor(command: FfmpegCommand, options: RunFfmpegOptions) {
    this.#options = options;
    this.#process = assemble(command, options);
  }

  async toEnd(): Promise<FfmpegReport> {
    const { signal, timeoutMs, stallMs = 30_000 } = this.#options;
    const onAbort = () => this.#kill('was cancelled');
    signal.addEventListener('abort', onAbort, { once: true });
    const limit = setTimeout(() => this.#kill(`took longer than ${timeoutMs} ms`), timeoutMs);
    const watch = setInterval(() => void this.#killIfStalled(stallMs), stallMs / 6);
    try {
      this.#process
        .on('start', () => this.#onStart())
        .on('stderr', (line: string) => this.#onLine(line))
        .on('end', () => this.#done.resolve(undefined))
        .on('error', (error: unknown) => this.#done.reject(error))
        .run();
      await this.#done.promise;
    } catch (error) {
      signal.throwIfAborted();
      throw this.#describe(error);
    } finally {
      clearTimeout(limit);
      clearInterval(watch);
      signal.removeEventListener('abort', onAbort);
    }
    signal.throwIfAborted();
    return { pictures: this.#life.pictures };
  }

  #onStart(): void {
    // The library keeps the process to itself, but only the process tells exit code and signal apart.
    const child: unknown = Reflect.get(this.#process, 'ffmpegProc');
    if (!(child instanceof ChildProcess)) return;
    this.#child = child;
    this.#argv = child.spawnargs;
    endWithThisProcess(child);
    // The library's own handler throws where nobody can catch it when the program cannot be started.
    child.removeAllListeners('error').on('error', (error) => this.#done.reject(error));
    if (this.#killedBecause !== undefined) child.kill('SIGKILL');
  }

  #onLine(line: string): void {
    if (this.#life.readLine(line)) return;
    this.#stderrTail = `${this.#stderrTail}${line}\n`.slice(-STDERR_TAIL_CHARACTERS);
  }

  #kill(why: string): void {
    if (this.#killedBecause !== undefined) return;
    this.#killedBecause = why;
    this.#child?.kill('SIGKILL');
    const giveUp = () => this.#done.reject(new Error('does not end, not even by SIGKILL'));
    setTimeout(giveUp, KILL_GRACE_MS).unref();
  }

  async #killIfStalled(stallMs: number): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    const silenceMs = await this.#life.readSilenceMs(pid);
    if (silenceMs > stallMs) this.#kill(`made no progress for ${stallMs} ms`);
  }

  #describe(error: unknown): FfmpegError {
    const exitCode = this.#child?.exitCode ?? null;
    const signal = this.#child?.signalCode ?? null;
    const how = this.#killedBecause ?? describeEnd(exitCode, signal, error);
    const said = this.#stderrTail.split('\n').findLast((line) => !emptyLine.test(line));
    const message = `ffmpeg ${how}${said === undefined ? '' : `: ${said.trim()}`}`;
    const failure = { argv: this.#argv, exitCode, signal, stderrTail: this.#stderrTail };
    return new FfmpegError(message, failure, { cause: error });
  }
}

function describeEnd(
  exitCode: number | null,
  signal: NodeJS.Signals | null,
  error: unknown,
): string {
  if (signal !== null) return `was ended by ${signal}`;
  if (exitCode !== null && exitCode > 0) return `exited with code ${exitCode}`;
  return `could not be run: ${describeError(error)}`;
}

function assemble(command: FfmpegCommand, options: RunFfmpegOptions): ffmpeg.FfmpegCommand {
  const process = ffmpeg({ stdoutLines: 1 }).setFfmpegPath(options.ffmpegPath);
  const global = globalOptions(options);
  command.inputs.forEach((input, index) => {
    const options = index === 0 ? [...global, ...input.options] : input.options;
    process.input(input.path).inputOptions(...options);
  });
  if (command.filterGraph !== undefined) process.complexFilter(command.filterGraph);
  for (const output of command.outputs) {
    process.output(output.path).outputOptions(...output.options);
  }
  return process;
}

function globalOptions(options: RunFfmpegOptions): readonly string[] {
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error', '-nostats', '-progress', 'pipe:2'],
    // A video with more bad frames than good ones still has the good ones; newer versions would fail.
    ...['-max_error_rate', '1'],
    // Where no guard ends it with a worker that was killed, it ends itself after this many seconds of CPU time.
    ...['-timelimit', String(Math.ceil((options.timeoutMs * 4) / 1000))],
  ];
}
