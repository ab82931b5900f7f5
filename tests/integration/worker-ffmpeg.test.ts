// Running ffmpeg: what is told of failures, and that nothing is left running.

import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FfmpegError } from '../../core/errors.ts';
import { runProcess } from '../../core/run-process.ts';
import type { FfmpegCommand } from '../../worker/ffmpeg/ffmpeg-command.ts';
import { runFfmpeg } from '../../worker/ffmpeg/ffmpeg-runner.ts';
import { readFfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { isRunning } from '../support/is-running.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const defaults = {
  ffmpegPath: 'ffmpeg',
  signal: new AbortController().signal,
  timeoutMs: 30_000,
};

/** Encodes ten minutes of test picture at the speed of playing. */
function endless(path: string): FfmpegCommand {
  return {
    inputs: [{ path: 'testsrc2=duration=600', options: ['-re', '-f', 'lavfi'] }],
    outputs: [{ path, options: ['-c:v', 'mpeg4', '-f', 'matroska'] }],
  };
}

async function failureOf(running: Promise<unknown>): Promise<FfmpegError> {
  const error: unknown = await running.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FfmpegError))
    throw new Error('FfmpegError was expected', { cause: error });
  return error;
}

describe('runFfmpeg', () => {
  it('tells why ffmpeg failed, how it ended and how it was called', async () => {
    const folder = await temporaryFolder();
    const command = {
      inputs: [{ path: `file:${folder}/no such file.mp4`, options: ['-v', 'error'] }],
      outputs: [{ path: join(folder, 'out.mkv'), options: ['-f', 'matroska'] }],
    };
    const error = await failureOf(runFfmpeg(command, defaults));
    expect(error.message).toMatch(/^ffmpeg exited with code \d+: .*No such file or directory/);
    expect(error.exitCode).toBeGreaterThan(0);
    expect(error.signal).toBeNull();
    expect(error.stderrTail).toContain('No such file or directory');
    expect(error.stderrTail).not.toContain('progress=');
    expect(error.argv).toContain(`file:${folder}/no such file.mp4`);
  });

  it('says that a program is missing', async () => {
    const command = endless('/nowhere/out.mkv');
    const error = await failureOf(
      runFfmpeg(command, { ...defaults, ffmpegPath: '/nowhere/ffmpeg' }),
    );
    expect(error.message).toMatch(/could not be run.*ENOENT/);
  });

  it('kills ffmpeg when it is aborted, and leaves nothing running', async () => {
    const out = join(await temporaryFolder(), 'out.mkv');
    const aborting = new AbortController();
    const running = runFfmpeg(endless(out), { ...defaults, signal: aborting.signal });
    const ended = expect(running).rejects.toThrow('stopping');
    await vi.waitUntil(() => isRunning(out), { timeout: 20_000 });
    aborting.abort(new Error('stopping'));
    await ended;
    expect(await isRunning(out)).toBe(false);
  });

  it('does not start ffmpeg for a signal that was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(runFfmpeg(endless('/nowhere'), { ...defaults, signal })).rejects.toThrow(
      'too late',
    );
  });

  it('kills an ffmpeg that waits for a disk which does not answer', async () => {
    const folder = await temporaryFolder();
    const fifo = join(folder, 'stuck.mp4');
    await runProcess('mkfifo', [fifo]);
    const command = {
      inputs: [{ path: `file:${fifo}`, options: ['-v', 'error'] }],
      outputs: [{ path: join(folder, 'out.mkv'), options: ['-f', 'matroska'] }],
    };
    const error = await failureOf(runFfmpeg(command, { ...defaults, stallMs: 600 }));
    expect(error.message).toContain('made no progress for 600 ms');
    expect(error.signal).toBe('SIGKILL');
    expect(await isRunning(fifo)).toBe(false);
  });

  it('does not take slow progress for a stall, and ends it at the time limit', async () => {
    const out = join(await temporaryFolder(), 'out.mkv');
    const limits = { ...defaults, stallMs: 1200, timeoutMs: 3600 };
    const error = await failureOf(runFfmpeg(endless(out), limits));
    expect(error.message).toContain('took longer than 3600 ms');
    expect(await isRunning(out)).toBe(false);
  });
});

describe('readFfmpegTools', () => {
  it('finds the installed programs and shares the cores among them', async () => {
    const paths = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe' };
    const tools = await readFfmpegTools({ ...paths, concurrency: 1 });
    expect(tools.version).toMatch(/^\S+$/);
    expect(tools.threads).toBeGreaterThanOrEqual(1);
    expect((await readFfmpegTools({ ...paths, concurrency: 64 })).threads).toBe(1);
  });

  it('says what to install when one is missing', async () => {
    const settings = { ffmpegPath: 'ffmpeg', ffprobePath: '/nowhere/ffprobe', concurrency: 1 };
    await expect(readFfmpegTools(settings)).rejects.toMatchObject({
      code: 'ffmpeg_missing',
      message: expect.stringMatching(/apt install ffmpeg.*FFPROBE_PATH/) as unknown,
    });
  });
});
