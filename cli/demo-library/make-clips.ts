// Makes the clips of the demo library with ffmpeg's generators. What is there already is left as it is.

import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import PQueue from 'p-queue';
import { runProcess } from '../../core/run-process.ts';
import type { DemoClip } from './demo-clips.ts';

const CONCURRENCY = 2;
const SAMPLE_RATE = 48_000;

/** How clips are made. */
export interface MakeClipsOptions {
  /** The clips' paths are below it. */
  readonly folder: string;
  readonly ffmpegPath: string;
  /** Called at the start, unless all clips are there, and after each clip. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Makes the clips that are not there yet, with their sidecars.
 *
 * @throws ProcessError when ffmpeg cannot make one.
 */
export async function makeClips(
  clips: readonly DemoClip[],
  options: MakeClipsOptions,
): Promise<void> {
  const missing = clips.filter((clip) => !existsSync(join(options.folder, clip.path)));
  const queue = new PQueue({ concurrency: CONCURRENCY });
  let done = 0;
  if (missing.length > 0) options.onProgress(done, missing.length);
  const jobs = missing.map((clip) => async () => {
    await makeClip(clip, options);
    done += 1;
    options.onProgress(done, missing.length);
  });
  try {
    await queue.addAll(jobs);
  } finally {
    queue.clear();
    await queue.onIdle();
  }
}

/** The clip comes last and by its final name at once: a clip that is there is complete and has its sidecar. */
async function makeClip(clip: DemoClip, options: MakeClipsOptions): Promise<void> {
  const target = join(options.folder, clip.path);
  const extension = extname(target);
  const work = join(dirname(target), `.making-${basename(target, extension)}`);
  await mkdir(work, { recursive: true });
  try {
    const made = join(work, `clip${extension}`);
    const chapters = join(work, 'chapters.txt');
    await writeFile(chapters, chapterMetadata(clip));
    await runProcess(options.ffmpegPath, clipArguments(clip, chapters, made));
    if (clip.sidecar !== undefined)
      await writeFile(`${target}.json`, `${JSON.stringify(clip.sidecar, null, 2)}\n`);
    await rename(made, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** ffmpeg's arguments for a clip; `chapters` is a file as {@link chapterMetadata} makes it. Pure. */
export function clipArguments(clip: DemoClip, chapters: string, output: string): readonly string[] {
  const sound =
    clip.tone === undefined
      ? []
      : ['-f', 'lavfi', '-i', `sine=f=${clip.tone}:r=${SAMPLE_RATE},tremolo=f=3:d=0.6,volume=0.3`];
  return [
    ...['-v', 'error', '-nostdin', '-y'],
    ...['-f', 'ffmetadata', '-i', chapters],
    ...['-f', 'lavfi', '-i', clip.picture, ...sound],
    ...['-map', '1:v', ...(clip.tone === undefined ? [] : ['-map', '2:a']), '-map_metadata', '0'],
    ...['-t', String(clip.durationS), '-pix_fmt', 'yuv420p', '-g', '50'],
    ...encoders(extname(output)),
    output,
  ];
}

function encoders(extension: string): readonly string[] {
  if (extension === '.webm')
    return [
      ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-row-mt', '1'],
      ...['-crf', '38', '-b:v', '0', '-c:a', 'libopus', '-b:a', '64k'],
    ];
  return [
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '27', '-c:a', 'aac', '-b:a', '96k'],
    ...(extension === '.mp4' ? ['-movflags', '+faststart'] : []),
  ];
}

/** The clip's chapters in ffmpeg's metadata format (https://ffmpeg.org/ffmpeg-formats.html#Metadata-2). Pure. */
export function chapterMetadata({ chapters = [], durationS }: DemoClip): string {
  const lengthMs = (durationS * 1000) / chapters.length;
  const entries = chapters.map((title, index) =>
    [
      '[CHAPTER]',
      'TIMEBASE=1/1000',
      `START=${Math.round(index * lengthMs)}`,
      `END=${Math.round((index + 1) * lengthMs)}`,
      `title=${title}`,
    ].join('\n'),
  );
  return [';FFMETADATA1', ...entries, ''].join('\n');
}
