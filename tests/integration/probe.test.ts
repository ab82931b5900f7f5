import {
  chmod,
  copyFile,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProbeError } from '../../core/errors.ts';
import { fromFsName } from '../../core/path-bytes.ts';
import { runProcess } from '../../core/run-process.ts';
import { createProbe, type Prober } from '../../indexer/probe/create-probe.ts';
import { playability } from '../../indexer/probe/playability.ts';
import type { Probe } from '../../indexer/probe/probe.ts';
import { type ClipOptions, makeClip } from '../support/clips.ts';

let folder: string;
let prober: Prober;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-probe-'));
  prober = createProbe({ ffprobePath: 'ffprobe' });
});

afterAll(async () => {
  await prober.close();
  await rm(folder, { recursive: true });
});

async function probeClip(name: string, options: ClipOptions = {}): Promise<Probe> {
  await makeClip(at(name), options);
  return await prober.probe(at(name));
}

/** Overwrites bytes that follow the first place where `marker` stands in a file. */
async function patch(
  name: string,
  change: { readonly marker: Buffer | string; readonly skip: number; readonly bytes: Buffer },
): Promise<void> {
  const content = await readFile(at(name));
  const found = content.indexOf(change.marker);
  expect(found).toBeGreaterThan(0);
  change.bytes.copy(content, found + Buffer.byteLength(change.marker) + change.skip);
  await writeFile(at(name), content);
}

/** Either the file was read, or an error says what is wrong and with which file. */
function expectProbeOrReason(outcome: unknown, name: string): void {
  if (outcome instanceof ProbeError) expect(outcome.message).toContain(at(name));
  else expect(outcome).toHaveProperty('videoCodec');
}

const bytes = (...values: readonly number[]) => Buffer.from(values);
const hd10 = 'yuv420p10le';

type Expected = readonly [
  container: string,
  videoCodec: string,
  audioCodec: string | undefined,
  pixelFormat: string,
  plays: string,
  source: Probe['source'],
];

const matrix: readonly (readonly [string, ClipOptions, Expected])[] = [
  ['h264.mp4', {}, ['mp4', 'h264', undefined, 'yuv420p', 'direct', 'mediabunny']],
  ['aac.mp4', { audioCodec: 'aac' }, ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny']],
  ['mp3.mp4', { audioCodec: 'mp3' }, ['mp4', 'h264', 'mp3', 'yuv420p', 'direct', 'ffprobe']],
  ['ac3.mp4', { audioCodec: 'ac3' }, ['mp4', 'h264', 'ac3', 'yuv420p', 'remux', 'mediabunny']],
  ['aac.m4v', { audioCodec: 'aac' }, ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny']],
  [
    'av1.mp4',
    { videoCodec: 'av1', audioCodec: 'opus' },
    ['mp4', 'av1', 'opus', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'hevc.mp4',
    { videoCodec: 'hevc', pixelFormat: hd10 },
    ['mp4', 'hevc', undefined, hd10, 'transcode', 'mediabunny'],
  ],
  ['vp9.mp4', { videoCodec: 'vp9' }, ['mp4', 'vp9', undefined, 'yuv420p', 'direct', 'mediabunny']],
  ['h10.mp4', { pixelFormat: hd10 }, ['mp4', 'h264', undefined, hd10, 'transcode', 'ffprobe']],
  [
    'h444.mp4',
    { pixelFormat: 'yuv444p' },
    ['mp4', 'h264', undefined, 'yuv444p', 'transcode', 'ffprobe'],
  ],
  [
    'mpeg4.mp4',
    { videoCodec: 'mpeg4' },
    ['mp4', 'mpeg4', undefined, 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'fragmented.mp4',
    { audioCodec: 'aac', outputArgs: ['-movflags', 'frag_keyframe+empty_moov'] },
    ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'ffprobe'],
  ],
  [
    'faststart.mp4',
    { audioCodec: 'aac', outputArgs: ['-movflags', 'faststart'] },
    ['mp4', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny'],
  ],
  ['aac.mov', { audioCodec: 'aac' }, ['mov', 'h264', 'aac', 'yuv420p', 'direct', 'mediabunny']],
  [
    'prores.mov',
    { videoCodec: 'prores', audioCodec: 'pcm_s16le', pixelFormat: 'yuv422p10le' },
    ['mov', 'prores', 'pcm_s16le', 'yuv422p10le', 'transcode', 'ffprobe'],
  ],
  [
    'h263.3gp',
    { videoCodec: 'h263', width: 176, height: 144, audioCodec: 'aac' },
    ['3gp', 'h263', 'aac', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  ['flac.mkv', { audioCodec: 'flac' }, ['mkv', 'h264', 'flac', 'yuv420p', 'remux', 'mediabunny']],
  ['mp3.mkv', { audioCodec: 'mp3' }, ['mkv', 'h264', 'mp3', 'yuv420p', 'remux', 'mediabunny']],
  ['mp2.mkv', { audioCodec: 'mp2' }, ['mkv', 'h264', 'mp2', 'yuv420p', 'remux', 'ffprobe']],
  [
    'mjpeg.mkv',
    { videoCodec: 'mjpeg', pixelFormat: 'yuvj420p' },
    ['mkv', 'mjpeg', undefined, 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'vp8.webm',
    { videoCodec: 'vp8', audioCodec: 'vorbis' },
    ['webm', 'vp8', 'vorbis', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'vp9.webm',
    { videoCodec: 'vp9', audioCodec: 'opus' },
    ['webm', 'vp9', 'opus', 'yuv420p', 'direct', 'mediabunny'],
  ],
  [
    'av1.webm',
    { videoCodec: 'av1', pixelFormat: hd10 },
    ['webm', 'av1', undefined, hd10, 'direct', 'mediabunny'],
  ],
  [
    'mpeg4.avi',
    { videoCodec: 'mpeg4', audioCodec: 'mp3' },
    ['avi', 'mpeg4', 'mp3', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  ['h264.avi', { audioCodec: 'mp3' }, ['avi', 'h264', 'mp3', 'yuv420p', 'remux', 'ffprobe']],
  ['h264.flv', { audioCodec: 'aac' }, ['flv', 'h264', 'aac', 'yuv420p', 'remux', 'ffprobe']],
  ['h264.ts', { audioCodec: 'aac' }, ['mpegts', 'h264', 'aac', 'yuv420p', 'remux', 'ffprobe']],
  [
    'mpeg2.m2ts',
    { videoCodec: 'mpeg2video', audioCodec: 'ac3', fps: 25 },
    ['mpegts', 'mpeg2video', 'ac3', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'mpeg1.mpg',
    { videoCodec: 'mpeg1video', audioCodec: 'mp2', fps: 25 },
    ['mpeg', 'mpeg1video', 'mp2', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'theora.ogv',
    { videoCodec: 'theora', audioCodec: 'vorbis' },
    ['ogg', 'theora', 'vorbis', 'yuv420p', 'transcode', 'ffprobe'],
  ],
  [
    'wmv2.wmv',
    { videoCodec: 'wmv2', audioCodec: 'wmav2' },
    ['asf', 'wmv2', 'wmav2', 'yuv420p', 'transcode', 'ffprobe'],
  ],
];

describe('probing containers and codecs', () => {
  it.each(matrix)('reads %s', async (name, options, expected) => {
    const found = await probeClip(name, options);
    const { container, videoCodec, audioCodec, pixelFormat, source } = found;
    expect([container, videoCodec, audioCodec, pixelFormat, playability(found), source]).toEqual(
      expected,
    );
    expect([found.width, found.height]).toEqual([options.width ?? 160, options.height ?? 120]);
    // Sound may end a little later; AVI counts a frame more; a fragment's last frame is longer.
    expect(found.durationS).toBeGreaterThan(0.99);
    expect(found.durationS).toBeLessThan(1.15);
    expect(found.fps).toBeCloseTo(options.fps ?? 10, 0);
    expect(found.bitDepth).toBe(pixelFormat?.includes('10') ? 10 : 8);
    expect(found.bitrate).toBeGreaterThan(1000);
  });
});

describe('probing pictures', () => {
  it.each([
    [0, 160, 120],
    [90, 120, 160],
    [180, 160, 120],
    [270, 120, 160],
  ] as const)('turns what is to be turned by %i degrees', async (rotation, width, height) => {
    const found = await probeClip(`turned-${rotation}.mp4`, { rotation });
    expect(found).toMatchObject({ source: 'mediabunny', rotation, width, height });
    // A codec that only ffprobe reads.
    const other = await probeClip(`turned-${rotation}.mov`, { rotation, videoCodec: 'mpeg4' });
    expect(other).toMatchObject({ source: 'ffprobe', rotation, width, height });
  });

  it.each(['wide.mp4', 'wide.mkv', 'wide.avi'])(
    'stretches the oblong pixels of %s',
    async (name) => {
      const videoCodec = name.endsWith('avi') ? 'mpeg4' : 'h264';
      const found = await probeClip(name, { pixelAspect: '4:3', videoCodec });
      expect(found.height).toBe(120);
      expect(Math.abs(found.width - 160 * (4 / 3))).toBeLessThan(1);
    },
  );

  it.each(['one.mp4', 'one.mkv', 'one.avi', 'one.ts'])(
    'reads the single frame of %s',
    async (name) => {
      const found = await probeClip(name, { durationS: 0.1 });
      expect(found.durationS).toBeCloseTo(0.1, 1);
      expect(found.width).toBe(160);
    },
  );

  it('averages a variable frame rate', async () => {
    const picture = 'testsrc2=size=160x120:rate=20:duration=2,select=lt(t\\,1)+not(mod(n\\,4))';
    const outputArgs = ['-vsync', 'vfr'];
    const found = await probeClip('variable.mp4', { picture, outputArgs });
    expect(found.source).toBe('mediabunny');
    expect(found.fps).toBeGreaterThan(12);
    expect(found.fps).toBeLessThan(14);
  });

  it('tells HDR from what the container says', async () => {
    const outputArgs = ['-color_trc', 'smpte2084', '-color_primaries', 'bt2020', '-colorspace'];
    const options = { videoCodec: 'hevc', pixelFormat: hd10 } as const;
    const hdr = { ...options, outputArgs: [...outputArgs, 'bt2020nc'] };
    expect((await probeClip('hdr.mp4', hdr)).isHdr).toBe(true);
    expect((await probeClip('hdr.ts', hdr)).isHdr).toBe(true);
    expect((await probeClip('sdr.mp4', options)).isHdr).toBe(false);
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
    const { tracks, chapters, tags, audioCodec } = await probeClip(name, rich);
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
      const { tags } = await probeClip(name, { videoCodec, tags: { title: 'Ein Gruß' } });
      expect(tags.title).toBe('Ein Gruß');
    },
  );

  it('says the same of a file whoever reads it', async () => {
    const options = {
      audioCodec: 'aac',
      audioLanguages: ['eng'],
      tags: { title: 'Same' },
    } as const;
    const [inProcess, byFfprobe] = [
      await probeClip('plain.mkv', options),
      await probeClip('subtitled.mkv', { ...options, subtitleLanguage: 'eng' }),
    ];
    expect([inProcess.source, byFfprobe.source]).toEqual(['mediabunny', 'ffprobe']);
    expect({
      ...byFfprobe,
      source: 'mediabunny',
      bitrate: inProcess.bitrate,
      tracks: byFfprobe.tracks.filter(({ kind }) => kind !== 'subtitle'),
    }).toEqual(inProcess);
  });

  it('takes a cover for no video', async () => {
    const found = await probeClip('cover.mp4', { hasCover: true, audioCodec: 'aac' });
    expect(found.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
    await makeClip(at('album.mp4'), { videoCodec: 'none', audioCodec: 'aac', hasCover: false });
    await expect(prober.probe(at('album.mp4'))).rejects.toThrow(
      new ProbeError(`${at('album.mp4')} has no video, only sound`),
    );
  });
});

describe('probing files that lie', () => {
  it('counts the packets of a file that claims to run for 40 hours', async () => {
    await makeClip(at('forty.mkv'), { durationS: 2 });
    const fortyHoursMs = Buffer.alloc(8);
    fortyHoursMs.writeDoubleBE(40 * 3600 * 1000);
    // The Duration element: its ID, and 0x88 for 8 bytes.
    await patch('forty.mkv', { marker: bytes(0x44, 0x89, 0x88), skip: 0, bytes: fortyHoursMs });
    const { durationS, source } = await prober.probe(at('forty.mkv'));
    expect(source).toBe('ffprobe');
    expect(durationS).toBeCloseTo(2);
  });

  it('counts the packets of a recording that does not say how long it is', async () => {
    const outputArgs = ['-live', '1'];
    const live = { videoCodec: 'vp8', durationS: 3, outputArgs } as const;
    const { durationS, fps } = await probeClip('live.webm', live);
    expect(durationS).toBeCloseTo(3);
    expect(fps).toBeCloseTo(10);
  });

  it('asks ffprobe where an MP4 contradicts itself', async () => {
    await makeClip(at('mvhd.mp4'), { durationS: 2 });
    // Version and flags, two dates and the timescale come before the duration.
    await patch('mvhd.mp4', { marker: 'mvhd', skip: 16, bytes: bytes(0, 0xff, 0, 0) });
    const { durationS, source } = await prober.probe(at('mvhd.mp4'));
    expect(source).toBe('ffprobe');
    expect(durationS).toBeCloseTo(2);
  });

  it('reads a file in time and goes on to the next, whatever its tables claim', async () => {
    // Three thousand million samples in the first chunk: a reader that unpacks the table never ends.
    await makeClip(at('endless.mp4'), { videoCodec: 'av1', audioCodec: 'aac', durationS: 2 });
    const manySamples = bytes(0xd6, 0xfd, 0x7d, 0x87);
    await patch('endless.mp4', { marker: 'stsc', skip: 12, bytes: manySamples });
    const endless = prober.probe(at('endless.mp4')).catch((error: unknown) => error);
    const next = await probeClip('next.mp4');
    expectProbeOrReason(await endless, 'endless.mp4');
    expect(next.source).toBe('mediabunny');
  });

  it('reads the header of a file of 4 GiB, not the rest', async () => {
    await makeClip(at('huge.mp4'), { audioCodec: 'aac' });
    const size = 4 * 1024 ** 3;
    const file = await open(at('huge.mp4'), 'a');
    const { size: written } = await file.stat();
    const header = Buffer.from('\0\0\0\x01free\0\0\0\0\0\0\0\0', 'latin1');
    header.writeBigUInt64BE(BigInt(size - written), 8);
    await file.write(header);
    await file.close();
    await truncate(at('huge.mp4'), size);
    const started = performance.now();
    const { source, bitrate } = await prober.probe(at('huge.mp4'));
    expect(source).toBe('mediabunny');
    expect(bitrate).toBeGreaterThan(3e10);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('probing damaged files', () => {
  /** A generator of numbers below `limit`, the same in each run. */
  function repeatableNumbers(seed: number): (limit: number) => number {
    let state = seed;
    return (limit) => {
      // Numerical Recipes' linear congruential generator; its high bits are the good ones.
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
  }

  async function outcomeOf(name: string, content: Buffer): Promise<unknown> {
    await writeFile(at(name), content);
    return await prober.probe(at(name)).catch((error: unknown) => error);
  }

  const clips: readonly (readonly [string, ClipOptions])[] = [
    ['damaged.mp4', { audioCodec: 'aac' }],
    ['damaged.mkv', { audioCodec: 'aac', subtitleLanguage: 'eng' }],
    ['damaged.webm', { videoCodec: 'vp9', audioCodec: 'opus' }],
    ['damaged.avi', { videoCodec: 'mpeg4', audioCodec: 'mp3' }],
    ['damaged.ts', { audioCodec: 'aac' }],
  ];

  it.each(clips)('makes a probe or an error of any part of %s', async (name, options) => {
    await makeClip(at(name), options);
    const whole = await readFile(at(name));
    for (const part of [0.001, 0.01, 0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.subarray(0, Math.ceil(whole.length * part));
      expectProbeOrReason(await outcomeOf(name, cut), name);
    }
  });

  it.each(clips)('makes a probe or an error of %s with wrong bytes', async (name, options) => {
    await makeClip(at(name), options);
    const whole = await readFile(at(name));
    const below = repeatableNumbers(1);
    for (let round = 0; round < 8; round += 1) {
      const content = Buffer.from(whole);
      // Half of the damage to the first 2 kB, where the headers of most containers are.
      for (let change = 0; change < 30; change += 1) {
        content[below(change % 2 === 0 ? 2048 : content.length)] = below(256);
      }
      expectProbeOrReason(await outcomeOf(name, content), name);
    }
  });

  it('makes an error of noise and of nothing', async () => {
    const below = repeatableNumbers(2);
    const noise = Buffer.from(Array.from({ length: 100_000 }, () => below(256)));
    expect(await outcomeOf('noise.mp4', noise)).toBeInstanceOf(ProbeError);
    expect(await outcomeOf('zeros.avi', Buffer.alloc(100_000))).toBeInstanceOf(ProbeError);
    expect(await outcomeOf('empty.mkv', Buffer.alloc(0))).toEqual(
      new ProbeError(`${at('empty.mkv')} is empty`),
    );
  });
});

describe('probing hostile files', () => {
  it.each([
    ['concat.mp4', (clip: string) => `ffconcat version 1.0\nfile '${clip}'\n`],
    ['hls.ts', (clip: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${clip}\n`],
  ])('refuses %s, a playlist of other files', async (name, playlist) => {
    await makeClip(at('private.ts'), {});
    await writeFile(at(name), playlist(at('private.ts')));
    await expect(prober.probe(at(name))).rejects.toThrow(
      new ProbeError(`${at(name)} is a playlist that points at other files, not a video`),
    );
  });

  it('does not follow a playlist that hides from a look at its beginning', async () => {
    await makeClip(at('private.ts'), {});
    const hidden = `\0\n#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${at('private.ts')}\n`;
    await writeFile(at('hidden.m3u8'), hidden);
    await writeFile(at('hidden.ffconcat'), `\0ffconcat version 1.0\nfile '${at('private.ts')}'\n`);
    for (const name of ['hidden.m3u8', 'hidden.ffconcat']) {
      await expect(prober.probe(at(name))).rejects.toThrow(ProbeError);
    }
  });

  it('takes pictures and source code for no video', async () => {
    await runProcess('ffmpeg', [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=red:size=64x64:rate=1:duration=1'],
      ...['-frames:v', '1', '-f', 'image2', at('picture.jpg')],
    ]);
    await copyFile(at('picture.jpg'), at('picture.mp4'));
    await expect(prober.probe(at('picture.mp4'))).rejects.toThrow(ProbeError);
    await writeFile(at('source.ts'), "export const a = 'b';\n");
    await expect(prober.probe(at('source.ts'))).rejects.toThrow('is a text file');
  });

  it('waits for no pipe', async () => {
    await runProcess('mkfifo', [at('pipe.mp4')]);
    for (const path of [at('pipe.mp4'), folder, at('absent.mp4')]) {
      const failure = await prober.probe(path).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ProbeError);
      expect(failure).toMatchObject({ message: expect.stringContaining(path) as string });
    }
  });

  it.each(['-i', '%03d', 'concat:a|b', 'http:', "it's", 'new\nline', 'é'])(
    'takes the name %j for nothing but a name',
    async (name) => {
      for (const ending of ['mp4', 'avi']) {
        expect((await probeClip(`${name}.${ending}`)).width).toBe(160);
      }
    },
  );

  it.runIf(process.platform === 'linux')('reads files whose name is not UTF-8', async () => {
    for (const [ending, source] of [
      ['mp4', 'mediabunny'],
      ['avi', 'ffprobe'],
    ] as const) {
      await makeClip(at(`plain.${ending}`), {});
      const name = Buffer.concat([
        Buffer.from(`${folder}/caf`),
        bytes(0xe9),
        Buffer.from(`.${ending}`),
      ]);
      await copyFile(at(`plain.${ending}`), name);
      expect(await prober.probe(fromFsName(name))).toMatchObject({ source, width: 160 });
    }
  });
});

describe('a prober', () => {
  it('reads several files at once', async () => {
    const names = ['1.mp4', '2.mkv', '3.avi', '4.mp4', '5.ts', '6.mkv'];
    const found = await Promise.all(names.map((name) => probeClip(`at-once-${name}`)));
    expect(found.map(({ container }) => container)).toEqual([
      ...['mp4', 'mkv', 'avi', 'mp4', 'mpegts', 'mkv'],
    ]);
  });

  it('says that ffprobe is missing, which is not the fault of the file', async () => {
    const broken = createProbe({ ffprobePath: at('no-such-program') });
    await makeClip(at('fine.avi'), {});
    await makeClip(at('fine.mp4'), {});
    await expect(broken.probe(at('fine.avi'))).rejects.toMatchObject({ code: 'ffprobe_missing' });
    expect((await broken.probe(at('fine.mp4'))).source).toBe('mediabunny');
    await broken.close();
  });

  it('stops with the reason of its signal', async () => {
    await writeFile(at('slow-ffprobe'), '#!/bin/sh\nexec sleep 60\n');
    await chmod(at('slow-ffprobe'), 0o755);
    const slow = createProbe({ ffprobePath: at('slow-ffprobe') });
    await makeClip(at('fine.avi'), {});
    const reason = new Error('enough');
    const stop = new AbortController();
    const probing = slow.probe(at('fine.avi'), { signal: stop.signal });
    setTimeout(() => stop.abort(reason), 50);
    await expect(probing).rejects.toBe(reason);
    await expect(slow.probe(at('fine.avi'), { signal: stop.signal })).rejects.toBe(reason);
  });

  it.runIf(process.platform === 'linux')('closes every file', async () => {
    const openFiles = async () => (await readdir('/proc/self/fd')).length;
    await probeClip('warm-up.mp4');
    const before = await openFiles();
    for (const name of ['closed.mp4', 'closed.avi']) await probeClip(name);
    await writeFile(at('closed.mkv'), Buffer.from('1a45dfa3', 'hex'));
    await expect(prober.probe(at('closed.mkv'))).rejects.toThrow(ProbeError);
    await expect(prober.probe(folder)).rejects.toThrow(ProbeError);
    expect(await openFiles()).toBe(before);
  });
});
