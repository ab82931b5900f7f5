import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { assembleProbe, findPicture } from '../../indexer/probe/assemble-probe.ts';
import { readWithFfprobe } from '../../indexer/probe/ffprobe-prober.ts';
import type { Probe } from '../../indexer/probe/probe.ts';
import type { ClipOptions } from '../support/clips.ts';
import { useProbedClips } from '../support/probed-clips.ts';

const clips = useProbedClips();

/** What ffprobe makes of a clip that `like` was made of. */
async function probeWithFfprobe(name: string, like: Probe): Promise<Probe> {
  const file = await open(clips.at(name));
  const { size: sizeBytes } = await file.stat();
  const opened = { path: clips.at(name), descriptor: file.fd, sizeBytes };
  const facts = await readWithFfprobe('ffprobe', opened).finally(() => file.close());
  const picture = findPicture(facts.streams);
  if (!picture) throw new Error(`ffprobe sees no picture in ${name}`);
  return assembleProbe(facts, picture, { container: like.container, sizeBytes, source: 'ffprobe' });
}

const chapters = ['One', 'Zwei – 2', 'Three'];
const rich = {
  durationS: 2,
  audioCodec: 'aac',
  audioLanguages: ['eng', 'fra'],
  subtitleLanguage: 'deu',
  chapters,
  tags: { title: 'Same' },
} as const;

const table: readonly (readonly [string, ClipOptions])[] = [
  ['rich.mp4', rich],
  ['rich.mov', rich],
  ['rich.mkv', rich],
  ['rich.webm', { ...rich, videoCodec: 'vp9', audioCodec: 'opus' }],
  [
    'fragmented.mp4',
    { ...rich, chapters: [], outputArgs: ['-movflags', 'frag_keyframe+empty_moov'] },
  ],
  ['dash.mp4', { durationS: 4, outputArgs: ['-movflags', 'dash', '-frag_duration', '500000'] }],
  ['delayed.mp4', { durationS: 2, outputArgs: ['-output_ts_offset', '3'] }],
  ['frames-in-between.mp4', { durationS: 2, fps: 25, outputArgs: ['-bf', '3'] }],
  ['ten-bits.mkv', { pixelFormat: 'yuv420p10le' }],
  ['four-two-two.mp4', { pixelFormat: 'yuv422p10le' }],
  ['grey.mp4', { pixelFormat: 'gray' }],
  ['alac.mov', { audioCodec: 'alac' }],
  ['mp3.mp4', { audioCodec: 'mp3' }],
  ['mp2.mkv', { audioCodec: 'mp2' }],
  [
    'film.mkv',
    { durationS: 2, fps: 24, picture: 'testsrc2=size=160x120:rate=24000/1001:duration=2' },
  ],
];

describe('a file of which mediabunny is sure', () => {
  it.each(table)('is the same to ffprobe: %s', async (name, options) => {
    const found = await clips.makeAndProbe(name, options);
    expect(found.source).toBe('mediabunny');
    const other = await probeWithFfprobe(name, found);
    const round = (number: number | undefined) => Math.round((number ?? 0) * 10);
    const comparable = ({ source, durationS, bitrate, fps, ...rest }: Probe) => ({
      ...rest,
      durationS: round(durationS),
      fps: round(fps),
      chapters: rest.chapters.map((chapter) => ({
        ...chapter,
        startS: round(chapter.startS),
        endS: round(chapter.endS),
      })),
      isKnown: source.length > 0 && bitrate !== undefined,
    });
    expect(comparable(found)).toEqual(comparable(other));
  });
});
