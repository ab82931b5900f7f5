import { mkdir, mkdtemp, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contentFilter, librariesAnswer } from '../../core/contract/dashboard.ts';
import { mediaAnswer } from '../../core/contract/media.ts';
import { peopleAnswer } from '../../core/contract/people.ts';
import {
  facetValuesAnswer,
  searchAnswer,
  similarPeopleAnswer,
  similarVideosAnswer,
} from '../../core/contract/search.ts';
import { historyPage, videoDetail, videoSummary } from '../../core/contract/video.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let library: string;
let reeldex: RunningReeldex;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-api-'));
  library = join(folder, 'Films');
  await makeFilmLibrary(library);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(filmCount);
});

afterAll(async () => {
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function search(query: string) {
  return searchAnswer.parse(await reeldex.json(`/search/search-videos?${query}`));
}

async function hashOf(title: string): Promise<string> {
  const { videos } = await search(`q=${encodeURIComponent(title)}`);
  return videos[0]?.hash ?? '';
}

async function fetchPath(path: string, init?: RequestInit): Promise<Response> {
  return await fetch(reeldex.url + path, init);
}

describe('a video', () => {
  test('tells what its name, its sidecar and its file say, and which said it', async () => {
    const video = videoDetail.parse(
      await reeldex.json(`/api/get-video-data/${await hashOf('big buck bunny')}`),
    );
    expect(video).toMatchObject({
      title: 'Big Buck Bunny',
      performers: ['Sacha Goedegebure'],
      studio: 'Blender Foundation',
      releasedOn: '2008-04-10',
      tags: ['animation', 'forest'],
      categories: ['Comedy'],
      width: 320,
      height: 180,
      videoCodec: 'h264',
      audioCodec: 'aac',
      playability: 'direct',
      provenance: { title: 'filename', categories: 'sidecar', description: 'sidecar' },
    });
    expect(video.durationS).toBeCloseTo(12, 0);
    expect(video.files.map((file) => file.isMissing)).toEqual([false]);
  });

  test('is marked, unmarked and remembered', async () => {
    const hash = await hashOf('sintel');
    expect(await reeldex.post(`/api/add-favourite/${hash}`)).toEqual({ hash, isFavourite: true });
    expect(await reeldex.post(`/api/add-favourite/${hash}`)).toEqual({ hash, isFavourite: true });
    expect((await search('favourite=true')).videos.map((video) => video.hash)).toEqual([hash]);
    expect(await reeldex.post(`/api/remove-favourite/${hash}`)).toEqual({
      hash,
      isFavourite: false,
    });
    expect(await reeldex.json(`/api/is-favourite/${hash}`)).toEqual({ hash, isFavourite: false });
    const sentMs = Date.now();
    await reeldex.post(`/api/record-view/${hash}`, { positionS: 4.5, watchedS: 4.5 });
    const history = historyPage.parse(await reeldex.json('/api/get-history'));
    expect(history.videos[0]).toMatchObject({ hash, positionS: 4.5 });
    const viewedMs = Date.parse(history.videos[0]?.viewedAt ?? '');
    expect(viewedMs).toBeGreaterThanOrEqual(sentMs);
    expect(viewedMs).toBeLessThanOrEqual(Date.now());
    expect((await search('unwatched=true')).total).toBe(filmCount - 1);
  });

  test('comes by chance, the same for the same seed and the same day', async () => {
    videoSummary.parse(await reeldex.json('/api/get-random-video?tag=animation'));
    const seeded = await reeldex.json('/api/get-random-video-seeded/abc');
    expect(await reeldex.json('/api/get-random-video-seeded/abc')).toEqual(seeded);
    const spotlight = await reeldex.json('/api/get-random-spotlight-video?date=2026-01-02');
    expect(await reeldex.json('/api/get-random-spotlight-video?date=2026-01-02')).toEqual(
      spotlight,
    );
  });

  test('has a poster and a teaser as soon as somebody waits for them', async () => {
    const hash = await hashOf('walk on the beach');
    for (const route of ['get-poster', 'get-teaser-small']) {
      const answer = mediaAnswer.parse(await reeldex.json(`/api/media/${route}/${hash}?wait=60`));
      expect(answer.state).toBe('ready');
      const [url = ''] = answer.urls;
      const whole = await fetchPath(url);
      expect(whole.headers.get('cache-control')).toMatch(/immutable/);
      const bytes = Buffer.from(await whole.arrayBuffer());
      const tail = await fetchPath(url, { headers: { range: 'bytes=-100' } });
      expect(tail.status).toBe(206);
      expect(Buffer.from(await tail.arrayBuffer())).toEqual(bytes.subarray(-100));
      expect((await fetchPath(url, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
    }
  });
});

describe('a stream', () => {
  test('gives the bytes that are asked for, and says so', async () => {
    const hash = await hashOf('sintel');
    const name = 'Colin Levy - [Blender Foundation] [2010-09-27] Sintel #animation #dragon.mp4';
    const bytes = await readFile(join(library, name));
    const ask = (headers: Record<string, string>, method = 'GET') =>
      fetchPath(`/video/${hash}`, { method, headers });

    const whole = await ask({});
    expect(whole.status).toBe(200);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toMatch(new RegExp(`^"${hash}-`));
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);

    const tail = await ask({ range: 'bytes=-500' });
    expect(tail.headers.get('content-range')).toBe(
      `bytes ${bytes.length - 500}-${bytes.length - 1}/${bytes.length}`,
    );
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(bytes.subarray(-500));

    for (const range of ['bytes=5-4', `bytes=${bytes.length}-`]) {
      const refused = await ask({ range });
      expect([refused.status, refused.headers.get('content-range')]).toEqual([
        416,
        `bytes */${bytes.length}`,
      ]);
    }
    const head = await ask({ range: 'bytes=0-9' }, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
  });
});

describe('people', () => {
  test('are listed with counts, found with typos and likened to each other', async () => {
    const studios = peopleAnswer.parse(await reeldex.json('/api/get-studios?sort=name:asc'));
    expect(studios.items.map(({ name, videoCount }) => [name, videoCount])).toEqual([
      ['Acme Travel', 3],
      ['Blender Foundation', 3],
    ]);
    const found = peopleAnswer.parse(await reeldex.json('/api/get-performers?q=jane+do'));
    expect(found.items[0]).toMatchObject({ name: 'Jane Doe', videoCount: 3 });
    await reeldex.until('the similarity model', 30_000, async () => {
      const similar = similarPeopleAnswer.parse(
        await reeldex.json('/search/get-similar-performers/Jane%20Doe'),
      );
      return similar.items.find(({ name }) => name === 'John Smith');
    });
  });
});

describe('facets', () => {
  test('tell what choosing a value finds, and typed filters narrow', async () => {
    const { facets, histograms, total } = await search(
      'facets=*&histograms=*&tag=summer&tag=dragon&codec=h264',
    );
    expect(total).toBe(3);
    expect(facets).toMatchObject({
      tags: { summer: 2, dragon: 1, forest: 1, animation: 2 },
      videoCodec: { h264: 3 },
      duration: { '0-300': 3 },
      favourite: { false: 3 },
    });
    expect(histograms.releasedYear?.filter(({ count }) => count > 0)).toEqual([
      { min: 2010, max: 2010, count: 1 },
      { min: 2019, max: 2019, count: 1 },
      { min: 2020, max: 2020, count: 1 },
    ]);
    expect((await search('tag=summer&tag=beach&allOf=tag')).total).toBe(1);
    expect((await search('tag=summer&q=tag:mountains+codec:x264+<1gb')).total).toBe(1);
  });

  test('know of a favourite at once', async () => {
    const hash = await hashOf('sintel');
    const counted = async () => (await search('facets=favourite&q=sintel')).facets.favourite;
    await reeldex.post(`/api/add-favourite/${hash}`);
    expect(await counted()).toEqual({ true: 1 });
    await reeldex.post(`/api/remove-favourite/${hash}`);
    expect(await counted()).toEqual({ false: 1 });
  });

  test('find their values by name', async () => {
    const values = async (path: string) =>
      facetValuesAnswer.parse(await reeldex.json(`/search/get-facet-values/${path}`)).values;
    expect(await values('performers?text=jane+do')).toEqual([{ value: 'Jane Doe', count: 3 }]);
    expect(await values('tags?text=sumer&q=dawn')).toEqual([{ value: 'summer', count: 1 }]);
    expect(await values('studio?studio=Acme+Travel&limit=1')).toHaveLength(1);
  });
});

describe('bad input', () => {
  test.each([
    ['/api/get-video-data/nonsense', 400, /hash/],
    ['/api/get-video-data/0000000000000000', 404, /no video/],
    ['/video/..%2f..%2fetc%2fpasswd', 400, /hash/],
    ['/media/..%2f..%2fcatalogue.db', 404, /nothing/],
    ['/search/search-videos?limit=0', 400, /limit/],
    ['/search/search-videos?sort=size:up', 400, /sort/],
    ['/search/search-videos?releasedFrom=2019-02-30', 400, /releasedFrom/],
    ['/search/search-videos?facets=nonsense', 400, /facets/],
    ['/search/search-videos?histograms=tags', 400, /histograms/],
    ['/search/search-videos?allOf=studio', 400, /allOf/],
    ['/search/search-videos?sizeMin=-1', 400, /sizeMin/],
    ['/search/search-videos?heightMax=tall', 400, /heightMax/],
    ['/search/get-facet-values/hash', 400, /facet/],
    ['/search/get-facet-values/tags?limit=201', 400, /limit/],
    [`/search/get-facet-values/tags?text=${'x'.repeat(201)}`, 400, /text/],
    ['/search/get-similar-videos/0000000000000000/-1/5', 400, /start_from/],
    ['/search/get-similar-performers/Nobody', 404, /Nobody/],
    ['/api/dashboard/libraries/folders?path=relative', 400, /path/],
    ['/api/nothing', 404, /nothing/],
  ])('%s is answered with %i and names what is wrong', async (path, status, message) => {
    const response = await fetchPath(path);
    const { error } = z
      .object({ error: z.object({ message: z.string() }) })
      .parse(await response.json());
    expect([response.status, error.message]).toEqual([status, expect.stringMatching(message)]);
  });

  test('in a body is refused as well, and so is what another site asks for', async () => {
    const send = (body: string, headers: Record<string, string> = {}) =>
      fetchPath('/api/dashboard/filters', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await send('{')).status).toBe(400);
    expect((await send('{"field":"colour","value":"red"}')).status).toBe(400);
    const valid = '{"field":"tag","value":"x"}';
    expect((await send(valid, { origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await send(valid, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});

describe('a content filter', () => {
  test('hides a studio from every answer at once, and shows it again', async () => {
    const hash = await hashOf('big buck bunny');
    const similarTo = await hashOf('mountains at dawn');
    await reeldex.post(`/api/add-favourite/${hash}`);
    const rule = contentFilter.parse(
      await reeldex.post('/api/dashboard/filters', {
        field: 'studio',
        value: 'BLENDER foundation',
      }),
    );
    const listings = [
      '/search/get-word-cloud?limit=200',
      ...['b', 'sintel', 'goede'].map((q) => `/search/get-suggestions?limit=20&q=${q}`),
      '/search/search-videos?limit=200&facets=*&histograms=*',
      '/search/get-facet-values/performers',
      '/search/get-facet-values/performers?text=sacha',
      '/search/get-facet-values/studio?q=bunny',
      `/search/get-similar-videos/${similarTo}/0/50`,
      '/search/get-similar-studios/Acme%20Travel',
      '/search/get-similar-performers/Jane%20Doe',
      '/api/get-performers?limit=200',
      '/api/get-studios?limit=200',
      '/api/get-favourites',
      '/api/get-history',
      '/api/get-random-video',
      '/api/get-random-spotlight-video',
    ];
    for (const path of listings) {
      const text = JSON.stringify(await reeldex.json(path));
      expect(text, path).not.toMatch(
        /Blender|Big Buck Bunny|Sintel|Tears of Steel|Goedegebure|Colin Levy|Ian Hubert/,
      );
    }
    const ofHidden = [
      `/video/${hash}`,
      `/api/get-video-data/${hash}`,
      `/api/is-favourite/${hash}`,
      `/api/media/get-poster/${hash}`,
      `/search/get-similar-videos/${hash}/0/5`,
      '/search/get-similar-studios/Blender%20Foundation',
    ];
    for (const path of ofHidden) expect((await fetchPath(path)).status, path).toBe(404);
    expect((await reeldex.status()).videos.visible).toBe(filmCount - 3);

    const off = {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"active":false}',
    };
    expect(await reeldex.json(`/api/dashboard/filters/${rule.id}`, off)).toEqual({
      ...rule,
      active: false,
    });
    expect((await fetchPath(`/api/get-video-data/${hash}`)).status).toBe(200);
    await reeldex.json(`/api/dashboard/filters/${rule.id}`, { method: 'DELETE' });
  });
});

describe('similar videos', () => {
  test('come best first with their reasons', async () => {
    const hash = await hashOf('mountains at dawn');
    const { videos } = similarVideosAnswer.parse(
      await reeldex.json(`/search/get-similar-videos/${hash}/0/10`),
    );
    const scores = videos.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const beach = videos.find(({ video }) => video.title === 'A Walk on the Beach');
    expect(beach?.because.map(({ term }) => term)).toContain('Jane Doe');
  });
});

describe('a scan', () => {
  test('meets what is no video without stopping, and says why', async () => {
    await mkdir(join(library, 'odd', 'a folder.mp4'), { recursive: true });
    await writeFile(join(library, 'odd', 'empty.mp4'), '');
    await writeFile(join(library, 'odd', 'list.mp4'), "ffconcat version 1.0\nfile '/etc/passwd'\n");
    await symlink(join(library, 'odd'), join(library, 'odd', 'loop'));
    await symlink('/nowhere', join(library, 'odd', 'dangling.mp4'));
    await reeldex.post('/api/dashboard/scan', { mode: 'new' });
    const failed = await reeldex.until('the odd files to fail', 30_000, async () => {
      const { items } = z
        .object({ items: z.array(z.object({ path: z.string(), error: z.string() })) })
        .parse(await reeldex.json('/api/dashboard/scan/failed'));
      return items.length >= 2 ? items : undefined;
    });
    expect(failed.map(({ path }) => path)).toEqual([
      join(library, 'odd', 'empty.mp4'),
      join(library, 'odd', 'list.mp4'),
    ]);
    await reeldex.untilIndexed(filmCount);
    await rm(join(library, 'odd'), { recursive: true });
  });

  test('of a folder that is gone leaves every video as it was', async () => {
    const away = `${library} (unplugged)`;
    await rename(library, away);
    const before = await reeldex.status();
    await reeldex.post('/api/dashboard/scan', { mode: 'new' });
    const offline = await reeldex.until('the library to be offline', 30_000, async () => {
      const { items } = librariesAnswer.parse(await reeldex.json('/api/dashboard/libraries'));
      return items.find(({ state }) => state === 'offline');
    });
    expect(offline.message).toContain(library);
    expect((await reeldex.status()).videos.missing).toBe(before.videos.missing);
    expect((await fetchPath(`/video/${await hashOf('sintel')}`)).status).toBe(404);
    await rename(away, library);
    await reeldex.post('/api/dashboard/scan', { mode: 'new' });
    await reeldex.until('the library to be back', 30_000, async () => {
      const { items } = librariesAnswer.parse(await reeldex.json('/api/dashboard/libraries'));
      return items.find(({ state }) => state === 'online');
    });
  });
});

test('a seek far into a large file is answered at once', async () => {
  const path = join(library, 'large.mp4');
  const clip = await readFile(
    join(library, 'portraits', 'Jane Doe - [Acme Travel] Street Portrait.mp4'),
  );
  await writeFile(path, clip);
  const file = await open(path, 'r+');
  // A box of zeros after the film: players skip it, and the disk does not hold it.
  await file.truncate(8 * 1024 ** 3);
  await file.close();
  await reeldex.post('/api/dashboard/scan', { mode: 'new' });
  await reeldex.untilIndexed(filmCount + 1);
  const response = await fetchPath(`/video/${await hashOf('large')}`, {
    headers: { range: 'bytes=7730941132-7730941141' },
  });
  expect(response.status).toBe(206);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.alloc(10));
});
