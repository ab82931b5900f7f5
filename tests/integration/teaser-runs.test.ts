// Teasers that several runs of ffmpeg cut: what they make together, and what is left when one of them fails.

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readFfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { inspectSource } from '../../core/media/inspect-source.ts';
import { runProcess } from '../../core/run-process.ts';
import { cutTeaser } from '../../worker/previews/cut-teaser.ts';
import type { PreviewTask } from '../../worker/previews/preview-task.ts';
import { smallTeaser } from '../../worker/previews/teaser.ts';
import { makeClip, type ClipOptions } from '../support/clips.ts';
import { isRunning } from '../support/is-running.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { signal } = new AbortController();
const long = { durationS: 60 };
/** Takes ffmpeg a while to decode. */
const large = { width: 1920, height: 1080, durationS: 40, fps: 25 };

async function filmOf(options: ClipOptions): Promise<string> {
  const path = join(await temporaryFolder(), 'film.mp4');
  await makeClip(path, { width: 320, height: 180, ...options });
  return path;
}

async function taskOf(path: string, threads: number, change: Partial<PreviewTask> = {}) {
  const settings = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', concurrency: 1 };
  const tools = { ...(await readFfmpegTools(settings)), threads };
  const { size: sizeBytes } = await stat(path);
  const source = await inspectSource({ path, sizeBytes }, { tools, signal });
  return { source, tools, signal, folder: await temporaryFolder(), namePrefix: 'a', ...change };
}

/** Cuts clips that begin at these times, and returns the teaser's path. */
async function cut(task: PreviewTask, timesS: readonly number[]) {
  const path = join(task.folder, 'teaser.mp4');
  const clips = timesS.map((timeS) => ({ timeS, isKeyframe: false }));
  const look = { path, clips, size: task.source.size, frameRate: 10, trustsHeader: true };
  return { path, samples: await cutTeaser(task, look, smallTeaser) };
}

/** When each picture is shown, in hundredths of a second. */
async function pictureTimes(path: string): Promise<readonly number[]> {
  const entries = ['-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  const output = await runProcess('ffprobe', ['-v', 'error', ...entries, path]);
  const lines = output.toString().trim().split('\n');
  const times = lines.map((line) => Math.round(Number.parseFloat(line) * 100));
  return times.sort((a, b) => a - b);
}

/** The means of the pictures' levels of grey. */
async function pictureLevels(path: string): Promise<readonly number[]> {
  const filter = ['-vf', 'scale=1:1:flags=area,format=gray', '-f', 'rawvideo', '-'];
  return [...(await runProcess('ffmpeg', ['-v', 'error', '-i', path, ...filter]))];
}

describe('a teaser that is cut by several runs', () => {
  it('shows what one run would have cut, picture by picture', async () => {
    const timesS = [3, 9, 17, 25, 33, 41, 49];
    const one = await cut(await taskOf(await filmOf(long), 1), timesS);
    const three = await cut(await taskOf(await filmOf(long), 3), timesS);
    expect(one.samples).toHaveLength(timesS.length);
    expect(three.samples).toEqual(one.samples);
    const times = await pictureTimes(three.path);
    expect(times).toEqual(times.map((_, index) => index * 10));
    expect(times).toHaveLength(timesS.length * 13);
    const [levels, expected] = [await pictureLevels(three.path), await pictureLevels(one.path)];
    expect(levels).toHaveLength(expected.length);
    levels.forEach((level, index) => {
      expect(Math.abs(level - (expected[index] ?? 0))).toBeLessThanOrEqual(2);
    });
  });

  it('leaves out what has no picture', async () => {
    const { path, samples } = await cut(await taskOf(await filmOf(long), 2), [10, 20, 1000, 1100]);
    expect(samples).toHaveLength(2);
    expect(await pictureTimes(path)).toHaveLength(26);
  });

  it('fails where none has a picture', async () => {
    const cutting = cut(await taskOf(await filmOf(long), 2), [1000, 1100]);
    await expect(cutting).rejects.toThrow('no picture at any place');
  });

  it('ends with the run that fails', async () => {
    const task = await taskOf(await filmOf(large), 2);
    // The second run finds no room for what it writes.
    await mkdir(join(task.folder, 'part-1.mp4'));
    const cutting = cut(task, [5, 10, 15, 20, 25, 30]);
    await expect(cutting).rejects.toThrow(/^ffmpeg exited with code 1: .*part-1\.mp4/);
    expect(await isRunning(task.folder)).toBe(false);
    expect(
      await stat(join(task.folder, 'part-0.mp4.gray')).then(
        ({ size }) => size,
        () => 0,
      ),
    ).toBe(0);
  });

  it('ends with its task', async () => {
    const aborting = new AbortController();
    const task = await taskOf(await filmOf(large), 2, { signal: aborting.signal });
    const ended = expect(cut(task, [5, 10, 15, 20, 25, 30])).rejects.toThrow('stopping');
    await vi.waitUntil(() => isRunning(task.folder), { timeout: 20_000, interval: 5 });
    aborting.abort(new Error('stopping'));
    await ended;
    expect(await isRunning(task.folder)).toBe(false);
  });
});
