import { execFile } from 'node:child_process';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fromFsName, toFsPath } from '../../core/path-bytes.ts';
import {
  readSidecars,
  type FolderSidecarCache,
} from '../../indexer/parse/sidecar/read-sidecars.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
  await writeFile(path, isRaw ? content : JSON.stringify(content));
}

/** A library of one video, `a/b/film.mp4`, with the files given. */
async function library(files: Readonly<Record<string, unknown>>) {
  const root = await temporaryFolder();
  const video = join(root, 'a', 'b', 'film.mp4');
  await mkdir(dirname(video), { recursive: true });
  for (const [name, content] of Object.entries(files)) await write(join(root, name), content);
  return { root, video };
}

describe('readSidecars', () => {
  it('finds nothing where there is nothing', async () => {
    const { root, video } = await library({});
    expect(await readSidecars(video, root)).toEqual({
      fields: {},
      metadata: {},
      warnings: [],
      files: [],
    });
  });

  it('reads beside the video and up to the root, the nearer wins, and tags add up', async () => {
    const { root, video } = await library({
      'folder.json': {
        studio: 'Root',
        line: 'Root',
        categories: ['Root'],
        tags: ['root'],
        x: 'root',
        y: 1,
      },
      'a/folder.json': { line: 'A', categories: ['A'], title: 'Folder A' },
      'a/b/reeldex.json': { categories: ['B'], tags: ['b'], x: 'b' },
      'a/b/film.info.json': { title: 'Info', description: 'Info', id: 'abc1' },
      'a/b/film.json': { title: 'Film', description: 'Film', tags: ['film'] },
      'a/b/film.mp4.json': { title: 'Film.mp4' },
      'a/b/other.json': { title: 'Other', performers: ['Nobody'] },
    });
    const { fields, metadata, warnings, files } = await readSidecars(video, root);
    expect(fields).toEqual({
      title: 'Film.mp4',
      description: 'Film',
      sourceId: 'abc1',
      categories: ['B'],
      line: 'A',
      studio: 'Root',
      tags: ['film', 'b', 'root'],
    });
    expect(metadata).toEqual({ x: 'b', y: 1 });
    expect(warnings).toEqual([]);
    expect(files.map(({ path }) => path.slice(root.length + 1))).toEqual([
      ...['a/b/film.mp4.json', 'a/b/film.json', 'a/b/film.info.json'],
      ...['a/b/reeldex.json', 'a/folder.json', 'folder.json'],
    ]);
  });

  it('does not look above the root', async () => {
    const { root, video } = await library({ 'folder.json': { studio: 'Outside' } });
    const { fields } = await readSidecars(video, join(root, 'a'));
    expect(fields).toEqual({});
  });

  it('tells size and time of each file that it looked at, also of a useless one', async () => {
    const { root, video } = await library({ 'a/b/film.json': 'oops' });
    const path = join(root, 'a/b/film.json');
    await utimes(path, 1_500_000_000.25, 1_500_000_000.25);
    const { files } = await readSidecars(video, root);
    expect(files).toEqual([{ path, mtimeMs: 1_500_000_000_250, sizeBytes: 4 }]);
  });

  it.each([
    ['text', 'oops', 'is not JSON'],
    ['an array', '[1]', 'is not a JSON object'],
    ['nothing', '', 'is not JSON'],
    ['bytes', Buffer.from([0x7b, 0xff, 0x00, 0x7d]), 'is not UTF-8'],
    ['more than 1 MiB', `{"title":"Foo","x":"${'x'.repeat(1024 * 1024)}"}`, 'at most 1048576'],
    ['deep nesting', '['.repeat(500_000), 'is not JSON'],
  ])('warns of a sidecar with %s and uses the others', async (_what, content, warning) => {
    const { root, video } = await library({
      'a/b/film.json': content,
      'folder.json': { studio: 'Acme' },
    });
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({ studio: 'Acme' });
    expect(warnings).toEqual([expect.stringContaining(warning)]);
    expect(warnings[0]).toContain(join(root, 'a/b/film.json'));
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from('\ufeff{"title":"Été"}')],
    ['UTF-16 with its mark', Buffer.from('\ufeff{"title":"Été"}', 'utf16le')],
  ])('reads %s', async (_what, bytes) => {
    const { root, video } = await library({ 'a/b/film.json': bytes });
    expect(await readSidecars(video, root)).toMatchObject({
      fields: { title: 'Été' },
      warnings: [],
    });
  });

  it('uses the good fields of a sidecar with a bad one', async () => {
    const { root, video } = await library({ 'a/b/film.json': { title: 'Foo', year: 'soon' } });
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({ title: 'Foo' });
    expect(warnings).toEqual([expect.stringMatching(/film\.json: year is not/)]);
  });

  it('neither waits for a pipe nor reads a folder', async () => {
    const { root, video } = await library({ 'a/b/film.json/x': '' });
    await run('mkfifo', [join(root, 'a/b/folder.json')]);
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({});
    expect(warnings).toHaveLength(2);
  });

  it('follows a link within the library, and none that leads out of it', async () => {
    const outside = await temporaryFolder();
    await write(join(outside, 'secret.json'), { title: 'Secret' });
    const { root, video } = await library({ 'shared.json': { studio: 'Acme' } });
    await symlink(join(outside, 'secret.json'), join(root, 'a/b/film.json'));
    await symlink(join(root, 'shared.json'), join(root, 'a/b/folder.json'));
    await symlink(join(root, 'gone.json'), join(root, 'a/folder.json'));
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({ studio: 'Acme' });
    expect(warnings).toEqual([expect.stringContaining('outside the library')]);
  });

  it('reads through a root that is itself a link', async () => {
    const { root } = await library({ 'a/b/film.json': { title: 'Foo' } });
    const link = join(await temporaryFolder(), 'link');
    await symlink(root, link);
    const { fields, warnings } = await readSidecars(join(link, 'a/b/film.mp4'), link);
    expect({ fields, warnings }).toEqual({ fields: { title: 'Foo' }, warnings: [] });
  });

  it('bears names that are too long for a sidecar, or are not UTF-8', async () => {
    const root = await temporaryFolder();
    await write(join(root, 'folder.json'), { studio: 'Acme' });
    const long = await readSidecars(join(root, `${'x'.repeat(251)}.mp4`), root);
    expect(long).toMatchObject({ fields: { studio: 'Acme' }, warnings: [] });
    const name = fromFsName(Buffer.from([0x66, 0xe9]));
    await writeFile(toFsPath(join(root, `${name}.json`)), '{"title":"Foo"}');
    const odd = await readSidecars(join(root, `${name}.mp4`), root);
    expect(odd.fields).toEqual({ title: 'Foo', studio: 'Acme' });
  });

  it('reads a folder’s sidecars once a pass when it is given a cache', async () => {
    const { root, video } = await library({ 'a/b/folder.json': { studio: 'Acme' } });
    const folderCache: FolderSidecarCache = new Map();
    const videos = Array.from({ length: 50 }, (_, index) => `${video}.${index}.mp4`);
    await Promise.all(videos.map((path) => readSidecars(path, root, { folderCache })));
    // The three folders, and the question for a movie.nfo.
    expect(folderCache.size).toBe(4);
    await rm(join(root, 'a/b/folder.json'));
    const again = await readSidecars(video, root, { folderCache });
    expect(again.fields).toEqual({ studio: 'Acme' });
    expect((await readSidecars(video, root)).fields).toEqual({});
  });

  it('stops when it is cancelled, and remembers nothing of it', async () => {
    const { root, video } = await library({ 'folder.json': { studio: 'Acme' } });
    const folderCache: FolderSidecarCache = new Map();
    const controller = new AbortController();
    const reading = readSidecars(video, root, { folderCache, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    const { fields } = await readSidecars(video, root, { folderCache });
    expect(fields).toEqual({ studio: 'Acme' });
  });
});

const movie = (title: string) => `<movie><title>${title}</title><plot>A film.</plot></movie>`;

describe('readSidecars with .nfo files', () => {
  it('prefers our JSON to a .nfo, a .nfo to yt-dlp, and all beside the video to its folders', async () => {
    const { root, video } = await library({
      'tvshow.nfo': '<tvshow><title>Show</title><studio>Show</studio><genre>Drama</genre></tvshow>',
      'a/b/movie.nfo': '<movie><studio>Movie</studio><set>Set</set><year>2001</year></movie>',
      'a/b/film.info.json': { title: 'Info', description: 'Info', id: 'abc1', tags: ['info'] },
      'a/b/film.nfo': '<movie><title>Nfo</title><plot>Nfo</plot><tag>nfo</tag></movie>',
      'a/b/film.json': { title: 'Json', tags: ['json'] },
      'a/b/film.mp4': '',
    });
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({
      title: 'Json',
      description: 'Nfo',
      sourceId: 'abc1',
      studio: 'Movie',
      line: 'Set',
      year: 2001,
      categories: ['Drama'],
      tags: ['json', 'nfo', 'info'],
    });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['alone', ['film.mp4'], 'Film'],
    ['beside its trailer and pictures', ['film.mp4', 'film-trailer.mp4', 'poster.jpg'], 'Film'],
    ['beside another video', ['film.mp4', 'other.mkv'], undefined],
  ])('reads a movie.nfo for a video that lies %s', async (_where, names, title) => {
    const files = Object.fromEntries(names.map((name) => [`a/b/${name}`, '']));
    const { root, video } = await library({ ...files, 'a/b/movie.nfo': movie('Film') });
    expect((await readSidecars(video, root)).fields.title).toBe(title);
  });

  it('reads movie.nfo beside a movie.mp4 whatever else lies there', async () => {
    const { root, video } = await library({
      'a/b/movie.mp4': '',
      'a/b/other.mp4': '',
      'a/b/movie.nfo': movie('Film'),
    });
    const { fields } = await readSidecars(join(dirname(video), 'movie.mp4'), root);
    expect(fields.title).toBe('Film');
    expect((await readSidecars(join(dirname(video), 'other.mp4'), root)).fields).toEqual({});
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${movie('Été')}`)],
    ['UTF-16LE with its mark', Buffer.from(`\ufeff${movie('Été')}`, 'utf16le')],
    ['UTF-16BE with its mark', Buffer.from(`\ufeff${movie('Été')}`, 'utf16le').swap16()],
    ['UTF-16LE without', Buffer.from(movie('Été'), 'utf16le')],
    [
      'Windows-1252 as declared',
      Buffer.from(`<?xml version="1.0" encoding="windows-1252"?>${movie('Été')}`, 'latin1'),
    ],
    ['Windows-1252 in spite of UTF-8', Buffer.from(movie('Été'), 'latin1')],
    [
      'an encoding that nobody knows',
      Buffer.from(`<?xml version="1.0" encoding="klingon"?>${movie('Été')}`),
    ],
  ])('reads %s', async (_what, bytes) => {
    const { root, video } = await library({ 'a/b/film.nfo': bytes });
    expect(await readSidecars(video, root)).toMatchObject({
      fields: { title: 'Été', description: 'A film.' },
      warnings: [],
    });
  });

  it('names the file and the line of XML that is broken, and uses the other sidecars', async () => {
    const { root, video } = await library({
      'a/b/film.nfo': '<movie>\n<title>Foo\n</movie>',
      'folder.json': { studio: 'Acme' },
    });
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({ studio: 'Acme' });
    expect(warnings).toEqual([
      expect.stringMatching(/film\.nfo: is not usable XML: line 3: .*title/),
    ]);
  });

  it('does not read a .nfo of more than 1 MiB', async () => {
    const { root, video } = await library({ 'a/b/film.nfo': movie('x'.repeat(1024 * 1024)) });
    const { fields, warnings } = await readSidecars(video, root);
    expect(fields).toEqual({});
    expect(warnings).toEqual([expect.stringContaining('at most 1048576')]);
  });
});
