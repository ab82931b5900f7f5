// Clips with text tracks, made by ffmpeg out of clips and SubRip texts.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { runProcess } from '../../core/run-process.ts';
import { makeClip, type ClipOptions } from './clips.ts';

/** One text track. */
export interface FilmText {
  /** ISO 639-2. */
  readonly language: string;
  readonly title?: string;
  /** ffmpeg's name of an encoder that the container takes. */
  readonly codec: 'srt' | 'ass' | 'mov_text' | 'webvtt';
  /** As ffmpeg writes dispositions: `forced`, `default+forced`. @default none */
  readonly disposition?: string;
  /** SubRip. */
  readonly text: string;
}

/** One line for each second, `WORD 0`, `WORD 1` and so on, shown for most of it. */
export function lineEachSecond(word: string, durationS: number): string {
  return Array.from({ length: durationS }, (_, second) => {
    const clock = (ms: number) =>
      new Date(second * 1000 + ms).toISOString().slice(11, 23).replace('.', ',');
    return `${second + 1}\n${clock(0)} --> ${clock(900)}\n${word} ${second}\n`;
  }).join('\n');
}

/** Writes a clip with text tracks to `path`. */
export async function makeSubtitledFilm(
  path: string,
  clip: ClipOptions,
  texts: readonly FilmText[],
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'reeldex-texts-'));
  try {
    const silent = join(work, `clip${extname(path)}`);
    await makeClip(silent, clip);
    await mkdir(dirname(path), { recursive: true });
    const files = texts.map((_, index) => join(work, `${index}.srt`));
    for (const [index, { text }] of texts.entries()) await writeFile(files[index] ?? '', text);
    await runProcess('ffmpeg', [
      ...['-v', 'error', '-nostdin', '-y', '-i', silent],
      ...files.flatMap((file) => ['-i', file]),
      ...['-map', '0', ...texts.flatMap((_, index) => ['-map', String(index + 1)])],
      ...['-c', 'copy', ...texts.flatMap(describeTrack)],
      path,
    ]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function describeTrack({ language, title, codec, disposition = '0' }: FilmText, index: number) {
  return [
    ...[`-c:s:${index}`, codec, `-metadata:s:s:${index}`, `language=${language}`],
    ...(title === undefined ? [] : [`-metadata:s:s:${index}`, `title=${title}`]),
    ...[`-disposition:s:${index}`, disposition],
  ];
}
