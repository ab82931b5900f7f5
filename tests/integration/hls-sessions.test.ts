import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readFfmpegTools, type FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { runProcess } from '../../core/run-process.ts';
import { DiskCache } from '../../server/disk-cache.ts';
import { ConversionSlots } from '../../server/playback/conversion-slots.ts';
import { OUTPUT_OFFSET_S } from '../../server/playback/hls-arguments.ts';
import type { ConvertedVideo, HlsSession } from '../../server/playback/hls-session.ts';
import { HlsSessions } from '../../server/playback/hls-sessions.ts';
import { makeClip, type ClipOptions } from '../support/clips.ts';
import { beepDelaysMs, makeFlashes } from '../support/flashes.ts';

let folder: string;
const { signal } = new AbortController();
const never = 'ffmpeg-that-is-not-there';

const cuts = ['-g', '400', '-sc_threshold', '0', '-force_key_frames', '2,5,9,17'];

/** With keyframes at irregular places, some of them farther apart than a segment is long. */
const film: ClipOptions = {
  durationS: 24,
  audioCodec: 'ac3',
  outputArgs: [...cuts, '-bf', '2'],
};

const tools = readFfmpegTools({
  ...{ ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', concurrency: 1 },
});

const short: ClipOptions = { ...film, durationS: 14 };

let opened: HlsSessions[] = [];
let made = 0;

interface Viewing {
  readonly transcodes?: number;
  readonly budgetBytes?: number;
  readonly cacheFolder?: string;
  /** What is otherwise than it is here. */
  readonly ffmpeg?: Partial<FfmpegTools>;
}

function openSessions({ transcodes = 2, budgetBytes = 1e9, cacheFolder, ffmpeg }: Viewing = {}) {
  made += 1;
  const cachePath = cacheFolder ?? join(folder, `cache-${made}`);
  const cache = new DiskCache(cachePath, budgetBytes);
  const slots = new ConversionSlots({ transcodes });
  const sessions = new HlsSessions({
    cache,
    slots,
    encoder: () => Promise.resolve('libx264'),
    maxHeight: 1080,
    tools: async () => ({ ...(await tools), ...ffmpeg }),
  });
  opened.push(sessions);
  return { sessions, slots, cache, cachePath };
}

async function clip(name: string, options: ClipOptions): Promise<ConvertedVideo> {
  const path = join(folder, name);
  await makeClip(path, options);
  const { size: sizeBytes } = await stat(path);
  const audioCodec = options.audioCodec === 'none' ? undefined : options.audioCodec;
  const hash = Buffer.from(name.padEnd(8).slice(0, 8)).toString('hex');
  return { hash, path, sizeBytes, audioTrack: 0, audioCodec, conversion: 'remux' };
}

/** What a player has when it has fetched these segments, in their order, after the header. */
async function watch(session: HlsSession, order: readonly number[]): Promise<string> {
  const parts = new Map<number, Buffer>();
  for (const index of order) parts.set(index, await readFile(await session.segment(index, signal)));
  const header = await readFile(await session.header(signal));
  const whole = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
  made += 1;
  const path = join(folder, `watched-${made}.mp4`);
  await writeFile(path, Buffer.concat([header, ...whole]));
  return path;
}

/** The times of all pictures that decode, in order. */
async function picturesOf(path: string): Promise<readonly number[]> {
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    'frame=pts_time',
    '-of',
    'csv=p=0',
  ];
  const listed = (await runProcess('ffprobe', [...args, path])).toString();
  return listed.split('\n').flatMap((line) => (/^\d/.test(line) ? [Number.parseFloat(line)] : []));
}

async function soundLengthS(path: string): Promise<number> {
  const args = ['-v', 'error', '-select_streams', 'a:0', '-show_entries', 'packet=duration_time'];
  const listed = (await runProcess('ffprobe', [...args, '-of', 'csv=p=0', path])).toString();
  return listed.split('\n').reduce((sum, line) => sum + (Number.parseFloat(line) || 0), 0);
}

function expectEvenly(times: readonly number[], fps: number): void {
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...steps)).toBeLessThan(1.5 / fps);
  expect(Math.min(...steps)).toBeGreaterThan(0.5 / fps);
}

let mkv: ConvertedVideo;
let avi: ConvertedVideo;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-hls-'));
  mkv = await clip('film.mkv', film);
  avi = {
    ...(await clip('old.avi', { videoCodec: 'mpeg4', audioCodec: 'mp3', durationS: 20 })),
    conversion: 'transcode',
  };
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

afterEach(async () => {
  await Promise.all(opened.map(async (sessions) => await sessions.close()));
  opened = [];
});

describe('a video that is repackaged', () => {
  test('has all its pictures and its sound, cut at keyframes', async () => {
    const { sessions } = openSessions();
    const session = await sessions.of('a', mkv);
    const plan = await session.segments();
    expect(plan.map(({ startS }) => Math.round(startS * 10) / 10)).toEqual([0, 5, 9, 17]);
    const path = await watch(session, plan.keys().toArray());
    const times = await picturesOf(path);
    expect(times).toHaveLength(240);
    expectEvenly(times, 10);
    expect(await soundLengthS(path)).toBeCloseTo(24, 0);
  });

  test('can be entered in the middle, with its header asked for at the same time', async () => {
    const { sessions, slots } = openSessions();
    const session = await sessions.of('a', mkv);
    const [header, segment] = await Promise.all([
      session.header(signal),
      session.segment(3, signal),
    ]);
    const path = join(folder, 'entered.mp4');
    await writeFile(path, Buffer.concat([await readFile(header), await readFile(segment)]));
    expect(await soundLengthS(path)).toBeCloseTo(7, 0);
    expect(slots.taken.remux).toBeLessThanOrEqual(1);
  });

  test('is the same when a viewer jumps about in it', async () => {
    const { sessions } = openSessions();
    const session = await sessions.of('a', mkv);
    const times = await picturesOf(await watch(session, [3, 0, 2, 1]));
    expect(times).toHaveLength(240);
    expectEvenly(times, 10);
  });

  test('has to be encoded where nobody knows when its pictures are shown', async () => {
    const reordered = await clip('reordered.avi', { durationS: 3, outputArgs: ['-bf', '2'] });
    const session = await openSessions().sessions.of('a', reordered);
    await expect(session.segments()).rejects.toThrow(/have to be encoded/);
  });

  test('is planned to its real end, whatever its header claims', async () => {
    const bytes = await readFile(mkv.path);
    // Matroska's Duration, a double of milliseconds.
    const at = bytes.indexOf(Buffer.from('448988', 'hex')) + 3;
    for (const [name, claimedMs] of [
      ['short', 8000],
      ['long', 90_000],
    ] as const) {
      bytes.writeDoubleBE(claimedMs, at);
      const path = join(folder, `${name}.mkv`);
      await writeFile(path, bytes);
      const session = await openSessions().sessions.of('a', { ...mkv, path });
      expect((await session.segments()).map(({ startS }) => Math.round(startS))).toEqual([
        0, 5, 9, 17,
      ]);
    }
  });

  test('may have its only keyframe at its start', async () => {
    const outputArgs = ['-g', '100000', '-sc_threshold', '0'];
    const video = await clip('one-keyframe.mkv', { ...film, fps: 60, durationS: 50, outputArgs });
    const session = await openSessions().sessions.of('a', video);
    expect(await session.segments()).toHaveLength(1);
    const times = await picturesOf(await watch(session, [0]));
    expect(times).toHaveLength(3000);
    expectEvenly(times, 60);
  });

  test.each([
    ['h264 in MPEG-TS', 'film.ts', { ...short, audioCodec: 'aac' }],
    ['h264 in AVI', 'film.avi', { ...short, audioCodec: 'mp3', outputArgs: [...cuts, '-bf', '0'] }],
    ['h264 in FLV', 'film.flv', { ...short, audioCodec: 'mp3' }],
    [
      'hevc in Matroska',
      'hevc.mkv',
      { videoCodec: 'hevc', durationS: 14, outputArgs: ['-g', '35'] },
    ],
    ['h264 with PCM in QuickTime', 'film.mov', { ...short, audioCodec: 'pcm_s16le' }],
  ] as const)('may hold %s', async (_what, name, options) => {
    const video = await clip(name, options);
    const { sessions } = openSessions();
    const session = await sessions.of('a', video);
    const plan = await session.segments();
    expect(plan.length).toBeGreaterThan(2);
    const last = plan.length - 1;
    const times = await picturesOf(await watch(session, [last, ...plan.keys().take(last)]));
    // Where AVI is entered in its middle, the first picture may take the place of the one before.
    expect(Math.abs(times.length - (options.durationS ?? 0) * 10)).toBeLessThanOrEqual(1);
    expectEvenly(times, 10);
  });
});

describe('a video that is encoded anew', () => {
  test('has a picture for each of its own, and sound, from wherever one begins', async () => {
    const { sessions } = openSessions();
    const session = await sessions.of('a', avi);
    const plan = await session.segments();
    expect(plan.map(({ durationS }) => Math.round(durationS))).toEqual([6, 6, 8]);
    const path = await watch(session, [1, 2, 0]);
    const times = await picturesOf(path);
    expect(times.length).toBeGreaterThanOrEqual(199);
    expect(times.length).toBeLessThanOrEqual(201);
    expectEvenly(times, 10);
    expect(await soundLengthS(path)).toBeCloseTo(20, 0);
  });

  test('is shown in square pixels, upright, in eight bits, in the colours of every screen', async () => {
    const video = await clip('turned.mov', {
      ...{ videoCodec: 'hevc', pixelFormat: 'yuv420p10le', pixelAspect: '2:1', rotation: 90 },
      outputArgs: ['-color_trc', 'smpte2084', '-color_primaries', 'bt2020', '-tag:v', 'hvc1'],
    });
    const { sessions } = openSessions();
    const session = await sessions.of('a', { ...video, conversion: 'transcode' });
    const path = await watch(session, [0]);
    const shown = await runProcess('ffprobe', [
      ...['-v', 'error', '-select_streams', 'v:0', '-of', 'csv=p=0'],
      ...['-show_entries', 'stream=width,height,sample_aspect_ratio,pix_fmt,color_transfer', path],
    ]);
    expect(shown.toString().trim()).toBe('120,320,1:1,yuv420p,bt709');
  });
});

describe('the sound of a video', () => {
  const h264 = ['-c:v', 'libx264', '-bf', '2', '-g', '50'];

  async function flashes(name: string, output: readonly string[]): Promise<ConvertedVideo> {
    const path = join(folder, name);
    await makeFlashes(path, output);
    const { size: sizeBytes } = await stat(path);
    const hash = Buffer.from(name.slice(0, 8)).toString('hex');
    return { hash, path, sizeBytes, audioTrack: 0, audioCodec: 'ac3', conversion: 'transcode' };
  }

  /** Whether it comes with its pictures, of which there are so many. */
  async function expectTogether(video: ConvertedVideo, pictures: number): Promise<void> {
    const session = await openSessions().sessions.of('a', video);
    const plan = await session.segments();
    // Each segment by a run of its own.
    const path = await watch(session, plan.keys().toArray().toReversed());
    const [delayMs = Number.NaN] = await beepDelaysMs(video.path);
    const delaysMs = await beepDelaysMs(path);
    expect(delaysMs.length).toBeGreaterThanOrEqual(3);
    for (const made of delaysMs) expect(Math.abs(made - delayMs)).toBeLessThanOrEqual(20);
    const times = await picturesOf(path);
    expect(times).toHaveLength(pictures);
    expect(times[0]).toBeCloseTo(OUTPUT_OFFSET_S, 1);
  }

  test.each(['remux', 'transcode'] as const)(
    'comes with its pictures when they are reordered: %s',
    async (conversion) => {
      const video = await flashes('reordered.mkv', [...h264, '-c:a', 'ac3']);
      await expectTogether({ ...video, conversion }, 500);
    },
  );

  test.each(['remux', 'transcode'] as const)(
    'comes with its pictures where a seek ends anywhere: %s',
    async (conversion) => {
      const late = ['-output_ts_offset', '5000'];
      const video = await flashes('anywhere.ts', [...h264, '-c:a', 'ac3', ...late]);
      await expectTogether({ ...video, conversion }, 500);
    },
  );

  test('comes with its pictures when an edit list cuts off where both begin', async () => {
    const whole = await flashes('whole.mp4', [...h264, '-sc_threshold', '0', '-c:a', 'aac']);
    const path = join(folder, 'trimmed.mp4');
    const cut = ['-v', 'error', '-y', '-ss', '3.4', '-i', whole.path, '-c', 'copy', path];
    await runProcess('ffmpeg', cut);
    const { size: sizeBytes } = await stat(path);
    const trimmed = { ...whole, path, sizeBytes, hash: 'trimmed', audioCodec: 'aac' };
    const copied = await openSessions().sessions.of('a', { ...trimmed, conversion: 'remux' });
    await expect(copied.segments()).rejects.toThrow(/an edit list cuts off the keyframe/);
    await expectTogether(trimmed, 415);
  });
});

describe('a video that begins after its sound', () => {
  let late: ConvertedVideo;

  beforeAll(async () => {
    late = await clip('late.mkv', {
      ...film,
      picture: 'testsrc2=size=160x120:rate=10:duration=20',
      outputArgs: ['-vf', 'setpts=PTS+4/TB', '-g', '40', '-sc_threshold', '0', '-bf', '2'],
    });
  });

  test('is repackaged with all its pictures, the first of them in the segment of the first sound', async () => {
    const session = await openSessions().sessions.of('a', late);
    const plan = await session.segments();
    expect(plan.map(({ startS }) => Math.round(startS))).toEqual([0, 8, 16, 20]);
    const path = await watch(session, [1, 0, 3, 2]);
    const times = await picturesOf(path);
    expect(times[0]).toBeCloseTo(OUTPUT_OFFSET_S + 4, 1);
    expect(times).toHaveLength(200);
    expectEvenly(times, 10);
    expect(await soundLengthS(path)).toBeCloseTo(24, 0);
  });

  test('is encoded with pictures from the start, wherever one enters', async () => {
    const session = await openSessions().sessions.of('a', { ...late, conversion: 'transcode' });
    const path = await watch(session, [1, 0, 2, 3]);
    const times = await picturesOf(path);
    expect(times[0]).toBeCloseTo(OUTPUT_OFFSET_S, 1);
    expect(times).toHaveLength(240);
    expectEvenly(times, 10);
    expect(await soundLengthS(path)).toBeCloseTo(24, 0);
  });
});

describe('a video without an index whose keyframes are far apart', () => {
  test.each(['remux', 'transcode'] as const)(
    'has all pictures from wherever one begins: %s',
    async (conversion) => {
      const video = await clip('far.ts', {
        ...{ durationS: 26, fps: 25, audioCodec: 'ac3' },
        outputArgs: ['-g', '250', '-sc_threshold', '0'],
      });
      const session = await openSessions().sessions.of('a', { ...video, conversion });
      const plan = await session.segments();
      const path = await watch(session, plan.keys().toArray().toReversed());
      const times = await picturesOf(path);
      expect(times).toHaveLength(650);
      expectEvenly(times, 25);
    },
  );
});

describe('a video whose sound goes on after its pictures', () => {
  test.each(['remux', 'transcode'] as const)(
    'is given to the end of the sound, in the last segment that has pictures: %s',
    async (conversion) => {
      const longer = ['-t', '30', '-g', '50', '-sc_threshold', '0'];
      const video = await clip('longer.mkv', {
        ...film,
        ...{ durationS: 30, picture: 'testsrc2=size=160x120:rate=10:duration=14' },
        outputArgs: longer,
      });
      const session = await openSessions().sessions.of('a', { ...video, conversion });
      const plan = await session.segments();
      const { startS, durationS } = plan.at(-1) ?? { startS: 0, durationS: 0 };
      expect(startS).toBeLessThan(14);
      expect(startS + durationS).toBeCloseTo(30, 0);
      const path = await watch(session, plan.keys().toArray().toReversed());
      expect(await picturesOf(path)).toHaveLength(140);
      expect(await soundLengthS(path)).toBeCloseTo(30, 0);
    },
  );
});

describe('a video with several sound tracks', () => {
  test('is given with the one that is asked for', async () => {
    const video = await clip('tracks.mkv', { ...film, audioLanguages: ['eng', 'fra'] });
    const { sessions } = openSessions();
    const first = await (await sessions.of('a', video)).segment(0, signal);
    const second = await sessions.of('a', { ...video, audioTrack: 1 });
    expect(await second.segment(0, signal)).not.toBe(first);
    expect(await soundLengthS(await watch(second, [0, 1, 2, 3]))).toBeCloseTo(24, 0);
    const none = await sessions.of('b', { ...video, audioTrack: 2 });
    expect(await soundLengthS(await watch(none, [0]))).toBe(0);
  });
});

describe('what was converted', () => {
  test('serves the next viewer without ffmpeg', async () => {
    const first = openSessions();
    await watch(await first.sessions.of('a', mkv), [0, 1, 2, 3]);
    await first.sessions.close();
    const second = openSessions({
      cacheFolder: first.cachePath,
      ffmpeg: { ffmpegPath: never },
    });
    const times = await picturesOf(await watch(await second.sessions.of('b', mkv), [0, 1, 2, 3]));
    expect(times).toHaveLength(240);
  });

  test('is planned anew where the disk damaged its plan', async () => {
    const first = openSessions();
    const plan = await (await first.sessions.of('a', mkv)).segments();
    const stored = await readdir(first.cachePath, { recursive: true });
    const [name = ''] = stored.filter((path) => path.endsWith('plan.json'));
    await writeFile(join(first.cachePath, name), '[{"startS": 0, "dura');
    const second = openSessions({ cacheFolder: first.cachePath });
    expect(await (await second.sessions.of('b', mkv)).segments()).toEqual(plan);
  });

  test('takes no more room than it may', async () => {
    const { sessions, cache, cachePath } = openSessions({ budgetBytes: 400_000 });
    const session = await sessions.of('a', mkv);
    for (const index of [0, 1, 2, 3]) await session.segment(index, signal);
    await sessions.close();
    await cache.settled();
    const names = await readdir(cachePath, { recursive: true });
    const sizes = await Promise.all(names.map(async (name) => await stat(join(cachePath, name))));
    const files = sizes.filter((found) => found.isFile());
    const largest = Math.max(...files.map(({ size }) => size));
    const total = files.reduce((sum, { size }) => sum + size, 0);
    expect(total).toBeLessThanOrEqual(400_000 + largest);
    expect(total).toBeGreaterThan(0);
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('conversions', () => {
  test('beyond what the settings allow are refused with the remedy, until one ends', async () => {
    const { sessions, slots } = openSessions({ transcodes: 1 });
    await (await sessions.of('a', avi)).segment(0, signal);
    const other = await clip('more.avi', { videoCodec: 'mpeg4', durationS: 600, fps: 5 });
    const long = await sessions.of('b', { ...other, conversion: 'transcode' });
    // The first has made all of its short video, and given its slot back.
    await expect.poll(() => slots.taken.transcode, { timeout: 30_000 }).toBe(0);
    await long.segment(0, signal);
    const third = await sessions.of('c', { ...avi, hash: 'ffffffffffffffff' });
    await expect(third.segment(0, signal)).rejects.toThrow(/playback\.transcodes/);
    expect(await sessions.end('b')).toBe(true);
    expect(slots.taken.transcode).toBe(0);
    await third.segment(0, signal);
  });

  test('of pictures need an ffmpeg with libx264, of a container none', async () => {
    const { sessions } = openSessions({ ffmpeg: { hasX264: false } });
    const encoded = await sessions.of('a', avi);
    await expect(encoded.segment(0, signal)).rejects.toThrow(/no libx264\. Install an ffmpeg/);
    const copied = await sessions.of('b', await clip('copied.mkv', short));
    await copied.segment(0, signal);
  });

  test('stay a few segments ahead of the viewer, not more', async () => {
    const { sessions, slots, cachePath } = openSessions();
    const video = await clip('long.avi', { videoCodec: 'mpeg4', durationS: 600, fps: 5 });
    const session = await sessions.of('a', { ...video, conversion: 'transcode' });
    for (const index of Array(8).keys()) await session.segment(index, signal);
    const segments = async () =>
      (await readdir(cachePath, { recursive: true })).filter((name) => name.endsWith('.m4s'))
        .length;
    await expect.poll(segments, { timeout: 30_000 }).toBeGreaterThanOrEqual(13);
    expect(slots.taken.transcode).toBe(1);
    expect(await segments()).toBeLessThan(20);
  });

  test('give every place to a program that asks for several at once', async () => {
    const { sessions } = openSessions();
    const video = await clip('long.avi', { videoCodec: 'mpeg4', durationS: 600, fps: 5 });
    const session = await sessions.of('a', { ...video, conversion: 'transcode' });
    const before = await session.segments();
    const asked = [5, 60, 20, 90, 40].map(async (index) => await session.segment(index, signal));
    await Promise.all(asked);
    expect(await session.segments()).toEqual(before);
    const more = [10, 70, 30].map(async (index) => await session.segment(index, signal));
    const outcomes = Promise.allSettled(more);
    await session.end();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ reason: { code: 'conversion_ended' } });
  });

  test('of a viewer who seeks wildly leave one ffmpeg, and none when they go', async () => {
    const { sessions, slots } = openSessions();
    const video = await clip('long.avi', { videoCodec: 'mpeg4', durationS: 600, fps: 5 });
    const session = await sessions.of('a', { ...video, conversion: 'transcode' });
    const looks = [...Array(20).keys()].map(async (look) => {
      const leaving = new AbortController();
      const segment = session.segment((look * 37) % 90, leaving.signal);
      if (look < 19) leaving.abort();
      return await segment;
    });
    const seen = await Promise.allSettled(looks);
    expect(seen.at(-1)?.status).toBe('fulfilled');
    expect(slots.taken.transcode).toBeLessThanOrEqual(1);
    await sessions.close();
    expect(slots.taken.transcode).toBe(0);
  });

  test('go on when ffmpeg is killed, or the cache is deleted', async () => {
    const mortal = join(folder, 'mortal-ffmpeg');
    const died = join(folder, 'died');
    const script = `#!/bin/sh\nmkdir '${died}' 2>/dev/null && kill -9 $$\nexec ffmpeg "$@"\n`;
    await writeFile(mortal, script, { mode: 0o755 });
    const { sessions, slots, cachePath } = openSessions({ ffmpeg: { ffmpegPath: mortal } });
    const session = await sessions.of('a', mkv);
    await session.segment(1, signal);
    expect((await stat(died)).isDirectory()).toBe(true);
    await rm(cachePath, { recursive: true });
    expect((await picturesOf(await watch(session, [0, 1]))).length).toBe(90);
    await sessions.close();
    expect(slots.taken.remux).toBe(0);
  });

  test('say what stands in the way of the cache', async () => {
    const cacheFolder = join(folder, 'in-the-way');
    await writeFile(cacheFolder, '');
    const session = await openSessions({ cacheFolder }).sessions.of('a', mkv);
    await expect(session.segments()).rejects.toThrow(/cannot be kept in .*in-the-way.*writable/);
  });

  test('of a file that turns out to be shorter than it was are planned anew', async () => {
    const video = await clip('shrinking.avi', {
      ...{ videoCodec: 'mpeg4', audioCodec: 'mp3', durationS: 20 },
    });
    const { sessions } = openSessions();
    const session = await sessions.of('a', { ...video, conversion: 'transcode' });
    expect(await session.segments()).toHaveLength(3);
    await truncate(video.path, Math.floor(video.sizeBytes * 0.3));
    await expect(session.segment(2, signal)).rejects.toThrow(/ends before/);
    expect(await session.segments()).toHaveLength(1);
    expect((await picturesOf(await watch(session, [0]))).length).toBeGreaterThan(30);
  });

  test('of a file that is damaged end with what is wrong, and leave nothing running', async () => {
    const { sessions, slots } = openSessions();
    const noise = join(folder, 'noise.mkv');
    await writeFile(noise, Buffer.alloc(50_000, 7));
    const video = { ...mkv, hash: '0000000000000001', path: noise, sizeBytes: 50_000 };
    await expect((await sessions.of('a', video)).segments()).rejects.toThrow(
      /cannot be read as a video/,
    );
    expect(slots.taken).toEqual({ remux: 0, transcode: 0 });
  });

  test('of a file that is cut short give what is there, and say where it ends', async () => {
    const video = await clip('cut.mkv', film);
    await truncate(video.path, Math.floor(video.sizeBytes / 2));
    const { sessions, slots } = openSessions();
    const session = await sessions.of('a', video);
    const plan = await session.segments();
    expect((await picturesOf(await watch(session, [0]))).length).toBeGreaterThan(10);
    await expect(session.segment(plan.length, signal)).rejects.toThrow(/ends before/);
    await expect.poll(() => slots.taken.remux, { timeout: 30_000 }).toBe(0);
  });
});
