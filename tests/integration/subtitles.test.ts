import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readFfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { fromFsName, toFsPath } from '../../core/path-bytes.ts';
import { DiskCache } from '../../server/disk-cache.ts';
import { SubtitleReader, type PlayedVideo } from '../../server/subtitles/subtitle-reader.ts';
import { TrackExtractor } from '../../server/subtitles/track-extractor.ts';
import type { ClipOptions } from '../support/clips.ts';
import { useProbedClips } from '../support/probed-clips.ts';
import { lineEachSecond, makeSubtitledFilm } from '../support/subtitled-film.ts';

const clips = useProbedClips();
const { signal } = new AbortController();
const run = promisify(execFile);
const never = 'ffmpeg-that-is-not-there';
const root = () => clips.at('Films');
let opened = 0;

function openReader({
  ffmpegPath = 'ffmpeg',
  cacheFolder = '',
  patienceMs = 60_000,
  lingerMs = 100,
} = {}) {
  opened += 1;
  const cachePath = cacheFolder === '' ? clips.at(`cache-${opened}`) : cacheFolder;
  const tools = async () => {
    const settings = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', concurrency: 1 };
    return { ...(await readFfmpegTools(settings)), ffmpegPath };
  };
  const cache = new DiskCache(cachePath, 1e8);
  const extractor = new TrackExtractor({ cache, tools, patienceMs, lingerMs });
  const reader = new SubtitleReader({ extractor, tools, extensions: ['mkv', 'mp4'] });
  return { reader, extractor, cachePath };
}

/** A video of which only the name matters. */
function named(name: string): PlayedVideo {
  const file = { path: join(root(), name), root: root() };
  return { video: { hash: '0123456789abcdef', tracks: [] }, file };
}

async function probed(name: string, hash: string): Promise<PlayedVideo> {
  const { tracks } = await clips.probe(`Films/${name}`);
  return { video: { hash, tracks }, file: { path: join(root(), name), root: root() } };
}

/** What a viewer chooses from, and what each shows. */
async function readAll(reader: SubtitleReader, played: PlayedVideo) {
  const { subtitles } = await reader.list(played);
  const texts = new Map<string, string>();
  for (const { id, label } of subtitles) texts.set(label, await reader.read(played, id, signal));
  return texts;
}

beforeAll(async () => {
  await mkdir(root());
  const clip: ClipOptions = {
    ...{ durationS: 4, audioCodec: 'aac', audioLanguages: ['eng', 'fra'] },
    chapters: ['One', 'Two'],
  };
  await makeSubtitledFilm(join(root(), 'Film.mkv'), clip, [
    { language: 'eng', codec: 'srt', text: lineEachSecond('<i>Hello</i>', 4) },
    {
      ...{ language: 'por', title: 'Brazilian Portuguese', codec: 'ass', disposition: 'forced' },
      text: lineEachSecond('Olá & 2 < 3', 4),
    },
  ]);
  await makeSubtitledFilm(join(root(), 'Small.mp4'), { durationS: 4, chapters: ['One'] }, [
    { language: 'deu', codec: 'mov_text', text: lineEachSecond('Hallo', 4) },
  ]);
});

describe('the text tracks in a video', () => {
  test('are listed with their languages, and read as WebVTT', async () => {
    const { reader } = openReader();
    const film = await probed('Film.mkv', 'aaaaaaaaaaaaaaaa');
    const { subtitles } = await reader.list(film);
    expect(subtitles).toMatchObject([
      { id: 'track-0', language: 'en', label: 'English', isForced: false, source: 'track' },
      { id: 'track-1', language: 'pt-BR', label: 'Portuguese (Brazil) (forced)', isForced: true },
    ]);
    const texts = await readAll(reader, film);
    expect(texts.get('English')).toContain('00:00:03.000 --> 00:00:03.900\n<i>Hello</i> 3\n');
    expect(texts.get('Portuguese (Brazil) (forced)')).toContain('Olá &amp; 2 &lt; 3 2\n');
    const small = await readAll(reader, await probed('Small.mp4', 'bbbbbbbbbbbbbbbb'));
    expect(small.get('German')).toContain('00:00:01.000 --> 00:00:01.900\nHallo 1\n');
  });

  test('are taken out of it once, all together', async () => {
    const first = openReader();
    const film = await probed('Film.mkv', 'aaaaaaaaaaaaaaaa');
    await first.reader.read(film, 'track-1', signal);
    const second = openReader({ cacheFolder: first.cachePath, ffmpegPath: never });
    expect(await second.reader.read(film, 'track-0', signal)).toContain('Hello');
    const left = await readdir(first.cachePath, { recursive: true });
    expect(left.filter((name) => name.includes('making'))).toEqual([]);
  });

  test('are no longer waited for by somebody who goes, and with the last one their ffmpeg goes', async () => {
    const slow = clips.at('slow-ffmpeg');
    await writeFile(slow, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
    const { reader, extractor } = openReader({ ffmpegPath: slow });
    const film = await probed('Film.mkv', 'cccccccccccccccc');
    const [one, two] = [new AbortController(), new AbortController()];
    const first = reader.read(film, 'track-0', one.signal);
    const second = reader.read(film, 'track-1', two.signal);
    await expect.poll(() => extractor.size).toBe(1);
    one.abort();
    await expect(first).rejects.toThrow();
    expect(extractor.size).toBe(1);
    two.abort();
    await expect(second).rejects.toThrow();
    await expect.poll(() => extractor.size).toBe(0);
    const running = async () => (await run('ps', ['-eo', 'args'])).stdout;
    await expect.poll(running).not.toContain(slow);
  });

  test('that take long are to be asked for again, and are read on meanwhile', async () => {
    const slow = clips.at('patient-ffmpeg');
    const gate = clips.at('gate');
    await writeFile(slow, `#!/bin/sh\nread line < ${gate}\nexec ffmpeg "$@"\n`, { mode: 0o755 });
    await run('mkfifo', [gate]);
    const { reader } = openReader({ ffmpegPath: slow, patienceMs: 50, lingerMs: 60_000 });
    const film = await probed('Film.mkv', 'dddddddddddddddd');
    const asked = async () => await reader.read(film, 'track-0', signal);
    await expect(asked()).rejects.toMatchObject({ code: 'subtitles_coming', retryAfterS: 1 });
    await writeFile(gate, 'go\n');
    await expect.poll(async () => await asked().catch(() => '')).toContain('Hello');
  });
});

describe('files beside a video', () => {
  test('are read in the encodings that people save', async () => {
    const { reader } = openReader();
    const line = (text: Buffer) =>
      Buffer.concat([
        Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\n'),
        text,
        Buffer.from('\r\n'),
      ]);
    const russian = Buffer.from('cff0e8e2e5f22c20eae0ea20e4e5ebe03f', 'hex');
    await writeFile(join(root(), 'Beside.ru.srt'), line(russian));
    const wide = Buffer.from('\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nŻółw\n', 'utf16le');
    await writeFile(join(root(), 'Beside.Polish.vtt'), wide);
    await mkdir(join(root(), 'Subs', 'Beside'), { recursive: true });
    await writeFile(
      join(root(), 'Subs', 'Beside', '2_Japanese.srt'),
      line(Buffer.from('b1a1', 'hex')),
    );
    await writeFile(
      join(root(), 'Subs', 'Beside.fr.forced.srt'),
      line(Buffer.from('Café', 'latin1')),
    );
    const texts = await readAll(reader, named('Beside.mkv'));
    expect([...texts.keys()]).toEqual(['French (forced)', 'Japanese', 'Polish', 'Russian']);
    expect(texts.get('Russian')).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nПривет, как дела?\n',
    );
    expect(texts.get('Polish')).toContain('Żółw');
    expect(texts.get('French (forced)')).toContain('Café');
  });

  test('that are hostile are refused, or harmless', async () => {
    const { reader } = openReader();
    const write = async (language: string, bytes: Buffer | string) =>
      await writeFile(join(root(), `Hostile.${language}.srt`), bytes);
    await write(
      'en',
      '1\n00:00:01,000 --> 00:00:02,000\n<script>alert(1)</script><b onclick="x">y\n',
    );
    await write(
      'fr',
      '1\n-00:00:05,000 --> -00:00:01,000\nbefore\n\n2\n99:99:99,999 --> 0\nnever\n',
    );
    await write('de', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 0, 0xff]));
    await write('it', '');
    await write('es', '\n'.repeat(2_000_000));
    await write('nl', '1\n');
    await truncate(join(root(), 'Hostile.nl.srt'), 1e10);
    await writeFile(clips.at('secret.srt'), '1\n00:00:01,000 --> 00:00:02,000\nsecret\n');
    await symlink(clips.at('secret.srt'), join(root(), 'Hostile.pt.srt'));
    await symlink(join(root(), 'Hostile.en.srt'), join(root(), 'Hostile.cs.srt'));
    await symlink(join(root(), 'Hostile.pl.srt'), join(root(), 'Hostile.pl.srt'));
    await run('mkfifo', [join(root(), 'Hostile.sv.srt')]);
    await mkdir(join(root(), 'Hostile.da.srt'));
    const socket = createServer().listen(join(root(), 'Hostile.fi.srt'));
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());

    const video = named('Hostile.mkv');
    const { subtitles } = await reader.list(video);
    const read = async (language: string) => {
      const found = subtitles.find((one) => one.language === language);
      return await reader.read(video, found?.id ?? '', signal);
    };
    expect(await read('en')).toMatch(/\n(<b>)?alert\(1\)/);
    expect(await read('en')).not.toContain('<script');
    expect(await read('fr')).not.toMatch(/-\d\d:|99:99:\d\d.\d+ -->/);
    expect(await read('cs')).toBe(await read('en'));
    for (const language of ['de', 'it', 'es', 'nl', 'sv', 'da', 'fi', 'pt', 'pl'])
      await expect(read(language), language).rejects.toThrow(
        /no lines to show|are no text|at most 8388608 are read|are not a file|cannot be opened|not there now/,
      );
    await expect(reader.read(video, 'file-000000000000', signal)).rejects.toThrow(
      /no such subtitles/,
    );
    await expect(reader.read(video, 'track-0', signal)).rejects.toThrow(/no such subtitles/);
  });

  test('are found where names are no UTF-8', async () => {
    const { reader } = openReader();
    const name = fromFsName(Buffer.from('caf\xe9.en.srt', 'latin1'));
    await writeFile(toFsPath(join(root(), name)), '1\n00:00:01,000 --> 00:00:02,000\nHello\n');
    const video = named(fromFsName(Buffer.from('caf\xe9.mkv', 'latin1')));
    expect((await readAll(reader, video)).get('English')).toContain('Hello');
  });
});
