import { chmod, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ProbeError } from '../../core/errors.ts';
import { createProbe } from '../../indexer/probe/create-probe.ts';
import type { ClipOptions } from '../support/clips.ts';
import { useProbedClips } from '../support/probed-clips.ts';

const clips = useProbedClips();

describe('probing pictures', () => {
  it.each([
    [0, 160, 120],
    [90, 120, 160],
    [180, 160, 120],
    [270, 120, 160],
  ] as const)('turns what is to be turned by %i degrees', async (rotation, width, height) => {
    const found = await clips.makeAndProbe(`turned-${rotation}.mp4`, { rotation });
    expect(found).toMatchObject({ source: 'mediabunny', rotation, width, height });
    // A codec that only ffprobe reads.
    const other = await clips.makeAndProbe(`turned-${rotation}.mov`, {
      rotation,
      videoCodec: 'mjpeg',
      pixelFormat: 'yuvj420p',
    });
    expect(other).toMatchObject({ source: 'ffprobe', rotation, width, height });
  });

  it.each(['wide.mp4', 'wide.mkv', 'wide.avi'])(
    'stretches the oblong pixels of %s',
    async (name) => {
      const videoCodec = name.endsWith('avi') ? 'mpeg4' : 'h264';
      const found = await clips.makeAndProbe(name, { pixelAspect: '4:3', videoCodec });
      expect(found.height).toBe(120);
      expect(Math.abs(found.width - 160 * (4 / 3))).toBeLessThan(1);
    },
  );

  it.each(['one.mp4', 'one.mkv', 'one.avi', 'one.ts'])(
    'reads the single frame of %s',
    async (name) => {
      const found = await clips.makeAndProbe(name, { durationS: 0.1 });
      expect(found.durationS).toBeCloseTo(0.1, 1);
      expect(found.width).toBe(160);
    },
  );

  it('averages a variable frame rate', async () => {
    const picture = 'testsrc2=size=160x120:rate=20:duration=2,select=lt(t\\,1)+not(mod(n\\,4))';
    const outputArgs = ['-vsync', 'vfr'];
    const found = await clips.makeAndProbe('variable.mp4', { picture, outputArgs });
    expect(found.source).toBe('mediabunny');
    expect(found.fps).toBeGreaterThan(12);
    expect(found.fps).toBeLessThan(14);
  });

  it('tells HDR from what the container says', async () => {
    const outputArgs = ['-color_trc', 'smpte2084', '-color_primaries', 'bt2020', '-colorspace'];
    const options = { videoCodec: 'hevc', pixelFormat: 'yuv420p10le' } as const;
    const hdr = { ...options, outputArgs: [...outputArgs, 'bt2020nc'] };
    expect((await clips.makeAndProbe('hdr.mp4', hdr)).isHdr).toBe(true);
    expect((await clips.makeAndProbe('hdr.ts', hdr)).isHdr).toBe(true);
    expect((await clips.makeAndProbe('sdr.mp4', options)).isHdr).toBe(false);
  });
});

describe('probing tracks, chapters and tags', () => {
  const rich = {
    durationS: 2,
    audioCodec: 'aac',
    audioLanguages: ['eng', 'fra'],
    audioChannels: 2,
    subtitleLanguage: 'deu',
    chapters: ['One', 'Two'],
    tags: { title: 'A Title', artist: 'Ann', date: '2019' },
  } as const;

  it.each([
    ['rich.mkv', 'subrip'],
    ['rich.mp4', 'mov_text'],
  ])('reads all of %s', async (name, subtitleCodec) => {
    const { tracks, chapters, tags, audioCodec } = await clips.makeAndProbe(name, rich);
    expect(
      tracks.map(({ kind, codec, language, channels }) => [kind, codec, language, channels]),
    ).toEqual([
      ['video', 'h264', undefined, undefined],
      ['audio', 'aac', 'eng', 2],
      ['audio', 'aac', 'fra', 2],
      ['subtitle', subtitleCodec, 'deu', undefined],
    ]);
    expect(chapters).toEqual([
      { startS: 0, endS: 1, title: 'One' },
      { startS: 1, endS: 2, title: 'Two' },
    ]);
    expect(tags).toEqual({ title: 'A Title', artist: 'Ann', date: '2019' });
    expect(audioCodec).toBe('aac');
  });

  it.each(['tags.mp4', 'tags.mkv', 'tags.webm', 'tags.avi', 'tags.ogv', 'tags.flv', 'tags.wmv'])(
    'reads the title of %s',
    async (name) => {
      const codecs: Readonly<Record<string, ClipOptions['videoCodec']>> = {
        webm: 'vp8',
        ogv: 'theora',
        wmv: 'wmv2',
      };
      const videoCodec = codecs[name.slice(5)] ?? 'h264';
      const { tags } = await clips.makeAndProbe(name, { videoCodec, tags: { title: 'Ein Gruß' } });
      expect(tags.title).toBe('Ein Gruß');
    },
  );

  it('takes a cover for no video', async () => {
    const found = await clips.makeAndProbe('cover.mp4', { hasCover: true, audioCodec: 'aac' });
    expect(found.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
    await clips.make('album.mp4', { videoCodec: 'none', audioCodec: 'aac', hasCover: false });
    await expect(clips.probe('album.mp4')).rejects.toThrow(
      new ProbeError(`${clips.at('album.mp4')} has no video, only sound`),
    );
  });
});

describe('a prober', () => {
  it('reads several files at once', async () => {
    const names = ['1.mp4', '2.mkv', '3.avi', '4.mp4', '5.ts', '6.mkv'];
    const found = await Promise.all(names.map((name) => clips.makeAndProbe(`at-once-${name}`)));
    expect(found.map(({ container }) => container)).toEqual([
      ...['mp4', 'mkv', 'avi', 'mp4', 'mpegts', 'mkv'],
    ]);
  });

  it('says that ffprobe is missing, which is not the fault of the file', async () => {
    const broken = createProbe({ ffprobePath: clips.at('no-such-program') });
    await clips.make('fine.avi', {});
    await clips.make('fine.mp4', {});
    await expect(broken.probe(clips.at('fine.avi'))).rejects.toMatchObject({
      code: 'ffprobe_missing',
    });
    expect((await broken.probe(clips.at('fine.mp4'))).source).toBe('mediabunny');
    await broken.close();
  });

  it('stops with the reason of its signal', async () => {
    await writeFile(clips.at('slow-ffprobe'), '#!/bin/sh\nexec sleep 60\n');
    await chmod(clips.at('slow-ffprobe'), 0o755);
    const slow = createProbe({ ffprobePath: clips.at('slow-ffprobe') });
    await clips.make('fine.avi', {});
    const reason = new Error('enough');
    const stop = new AbortController();
    const probing = slow.probe(clips.at('fine.avi'), { signal: stop.signal });
    setTimeout(() => stop.abort(reason), 50);
    await expect(probing).rejects.toBe(reason);
    await expect(slow.probe(clips.at('fine.avi'), { signal: stop.signal })).rejects.toBe(reason);
  });

  it.runIf(process.platform === 'linux')('closes every file', async () => {
    const openFiles = async () => (await readdir('/proc/self/fd')).length;
    await clips.makeAndProbe('warm-up.mp4');
    const before = await openFiles();
    for (const name of ['closed.mp4', 'closed.avi']) await clips.makeAndProbe(name);
    await writeFile(clips.at('closed.mkv'), Buffer.from('1a45dfa3', 'hex'));
    await expect(clips.probe('closed.mkv')).rejects.toThrow(ProbeError);
    await expect(clips.probe('')).rejects.toThrow(ProbeError);
    expect(await openFiles()).toBe(before);
  });
});
