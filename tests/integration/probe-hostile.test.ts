import { copyFile, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ProbeError } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import { runProcess } from '../../core/run-process.ts';
import type { ClipOptions } from '../support/clips.ts';
import { useProbedClips } from '../support/probed-clips.ts';

const clips = useProbedClips();

const bytes = (...values: readonly number[]) => Buffer.from(values);

/** Overwrites bytes that follow the first place where `marker` stands in a file. */
async function patch(
  name: string,
  change: { readonly marker: Buffer | string; readonly skip: number; readonly bytes: Buffer },
): Promise<void> {
  const content = await readFile(clips.at(name));
  const found = content.indexOf(change.marker);
  expect(found).toBeGreaterThan(0);
  change.bytes.copy(content, found + Buffer.byteLength(change.marker) + change.skip);
  await writeFile(clips.at(name), content);
}

/** Either the file was read, or an error says what is wrong and with which file. */
function expectProbeOrReason(outcome: unknown, name: string): void {
  if (outcome instanceof ProbeError) expect(outcome.message).toContain(clips.at(name));
  else expect(outcome).toHaveProperty('videoCodec');
}

describe('probing files that lie', () => {
  it('counts the packets of a file that claims to run for 40 hours', async () => {
    await clips.make('forty.mkv', { durationS: 2 });
    const fortyHoursMs = Buffer.alloc(8);
    fortyHoursMs.writeDoubleBE(40 * 3600 * 1000);
    // The Duration element: its ID, and 0x88 for 8 bytes.
    await patch('forty.mkv', { marker: bytes(0x44, 0x89, 0x88), skip: 0, bytes: fortyHoursMs });
    const { durationS, source } = await clips.probe('forty.mkv');
    expect(source).toBe('ffprobe');
    expect(durationS).toBeCloseTo(2);
  });

  it('counts the packets of a recording that does not say how long it is', async () => {
    const outputArgs = ['-live', '1'];
    const live = { videoCodec: 'vp8', durationS: 3, outputArgs } as const;
    const { durationS, fps } = await clips.makeAndProbe('live.webm', live);
    expect(durationS).toBeCloseTo(3);
    expect(fps).toBeCloseTo(10);
  });

  it('asks ffprobe where an MP4 contradicts itself', async () => {
    await clips.make('mvhd.mp4', { durationS: 2 });
    // Version and flags, two dates and the timescale come before the duration.
    await patch('mvhd.mp4', { marker: 'mvhd', skip: 16, bytes: bytes(0, 0xff, 0, 0) });
    const { durationS, source } = await clips.probe('mvhd.mp4');
    expect(source).toBe('ffprobe');
    expect(durationS).toBeCloseTo(2);
  });

  it('reads a file in time and goes on to the next, whatever its tables claim', async () => {
    // Three thousand million samples in the first chunk: a reader that unpacks the table never ends.
    await clips.make('endless.mp4', { videoCodec: 'av1', audioCodec: 'aac', durationS: 2 });
    const manySamples = bytes(0xd6, 0xfd, 0x7d, 0x87);
    await patch('endless.mp4', { marker: 'stsc', skip: 12, bytes: manySamples });
    const endless = clips.probe('endless.mp4').catch((error: unknown) => error);
    const next = await clips.makeAndProbe('next.mp4');
    expectProbeOrReason(await endless, 'endless.mp4');
    expect(next.source).toBe('mediabunny');
  });

  it('reads the header of a file of 4 GiB, not the rest', async () => {
    await clips.make('huge.mp4', { audioCodec: 'aac' });
    const size = 4 * 1024 ** 3;
    const file = await open(clips.at('huge.mp4'), 'a');
    const { size: written } = await file.stat();
    const header = Buffer.from('\0\0\0\x01free\0\0\0\0\0\0\0\0', 'latin1');
    header.writeBigUInt64BE(BigInt(size - written), 8);
    await file.write(header);
    await file.close();
    await truncate(clips.at('huge.mp4'), size);
    const started = performance.now();
    const { source, bitrate } = await clips.probe('huge.mp4');
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
    await writeFile(clips.at(name), content);
    return await clips.probe(name).catch((error: unknown) => error);
  }

  const damagedClips: readonly (readonly [string, ClipOptions])[] = [
    ['damaged.mp4', { audioCodec: 'aac' }],
    ['damaged.mkv', { audioCodec: 'aac', subtitleLanguage: 'eng' }],
    ['damaged.webm', { videoCodec: 'vp9', audioCodec: 'opus' }],
    ['damaged.avi', { videoCodec: 'mpeg4', audioCodec: 'mp3' }],
    ['damaged.ts', { audioCodec: 'aac' }],
  ];

  it.each(damagedClips)('makes a probe or an error of any part of %s', async (name, options) => {
    await clips.make(name, options);
    const whole = await readFile(clips.at(name));
    for (const part of [0.001, 0.01, 0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.subarray(0, Math.ceil(whole.length * part));
      expectProbeOrReason(await outcomeOf(name, cut), name);
    }
  });

  it.each(damagedClips)(
    'makes a probe or an error of %s with wrong bytes',
    async (name, options) => {
      await clips.make(name, options);
      const whole = await readFile(clips.at(name));
      const below = repeatableNumbers(1);
      for (let round = 0; round < 8; round += 1) {
        const content = Buffer.from(whole);
        // Half of the damage to the first 2 kB, where the headers of most containers are.
        for (let change = 0; change < 30; change += 1) {
          content[below(change % 2 === 0 ? 2048 : content.length)] = below(256);
        }
        expectProbeOrReason(await outcomeOf(name, content), name);
      }
    },
  );

  it('makes an error of noise and of nothing', async () => {
    const below = repeatableNumbers(2);
    const noise = Buffer.from(Array.from({ length: 100_000 }, () => below(256)));
    expect(await outcomeOf('noise.mp4', noise)).toBeInstanceOf(ProbeError);
    expect(await outcomeOf('zeros.avi', Buffer.alloc(100_000))).toBeInstanceOf(ProbeError);
    expect(await outcomeOf('empty.mkv', Buffer.alloc(0))).toEqual(
      new ProbeError(`${clips.at('empty.mkv')} is empty`),
    );
  });
});

describe('probing hostile files', () => {
  it.each([
    ['concat.mp4', (clip: string) => `ffconcat version 1.0\nfile '${clip}'\n`],
    ['hls.ts', (clip: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${clip}\n`],
  ])('refuses %s, a playlist of other files', async (name, playlist) => {
    await clips.make('private.ts', {});
    await writeFile(clips.at(name), playlist(clips.at('private.ts')));
    await expect(clips.probe(name)).rejects.toThrow(
      new ProbeError(`${clips.at(name)} is a playlist that points at other files, not a video`),
    );
  });

  it('does not follow a playlist that hides from a look at its beginning', async () => {
    await clips.make('private.ts', {});
    const hidden = `\0\n#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${clips.at('private.ts')}\n`;
    await writeFile(clips.at('hidden.m3u8'), hidden);
    await writeFile(
      clips.at('hidden.ffconcat'),
      `\0ffconcat version 1.0\nfile '${clips.at('private.ts')}'\n`,
    );
    for (const name of ['hidden.m3u8', 'hidden.ffconcat']) {
      await expect(clips.probe(name)).rejects.toThrow(ProbeError);
    }
  });

  it('takes pictures and source code for no video', async () => {
    await runProcess('ffmpeg', [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=red:size=64x64:rate=1:duration=1'],
      ...['-frames:v', '1', '-f', 'image2', clips.at('picture.jpg')],
    ]);
    await copyFile(clips.at('picture.jpg'), clips.at('picture.mp4'));
    await expect(clips.probe('picture.mp4')).rejects.toThrow(ProbeError);
    await writeFile(clips.at('source.ts'), "export const a = 'b';\n");
    await expect(clips.probe('source.ts')).rejects.toThrow('is a text file');
  });

  it('waits for no pipe', async () => {
    await runProcess('mkfifo', [clips.at('pipe.mp4')]);
    for (const name of ['pipe.mp4', 'absent.mp4', '']) {
      const failure = await clips.probe(name).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ProbeError);
      expect(failure).toMatchObject({ message: expect.stringContaining(clips.at(name)) as string });
    }
  });

  it.each(['-i', '%03d', 'concat:a|b', 'http:', "it's", 'new\nline', 'é'])(
    'takes the name %j for nothing but a name',
    async (name) => {
      for (const ending of ['mp4', 'avi']) {
        expect((await clips.makeAndProbe(`${name}.${ending}`)).width).toBe(160);
      }
    },
  );

  it.runIf(process.platform === 'linux')('reads files whose name is not UTF-8', async () => {
    for (const [ending, source] of [
      ['mp4', 'mediabunny'],
      ['avi', 'ffprobe'],
    ] as const) {
      await clips.make(`plain.${ending}`, {});
      // The byte 0xE9 alone, which is é in Latin-1.
      const name = `caf\uefe9.${ending}`;
      await copyFile(clips.at(`plain.${ending}`), toFsPath(clips.at(name)));
      expect(await clips.probe(name)).toMatchObject({ source, width: 160 });
    }
  });
});
