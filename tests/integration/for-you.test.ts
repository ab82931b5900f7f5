import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Video } from '../../core/catalogue/video.ts';
import { forYouAnswer } from '../../core/contract/for-you.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';
import { SimilaritySite } from '../support/similarity-site.ts';

const { indexUid, ...connection } = testSearchIndex();
const DAY_MS = 86_400_000;

const hobbies = ['gardening', 'sailing', 'pottery', 'chess'] as const;
type Hobby = (typeof hobbies)[number];
const OF_EACH = 40;

/** The n-th video about a hobby; every studio makes some of each. */
function numberOf(hobby: Hobby, n: number): number {
  return hobbies.indexOf(hobby) * OF_EACH + n;
}
const hash = (hobby: Hobby, n: number) => hashOf(numberOf(hobby, n));

const titleOf = (hobby: Hobby, n: number) => `${hobby} lesson ${numberOf(hobby, n)}`;

function videoAbout(hobby: Hobby, n: number): Video {
  const video = {
    title: titleOf(hobby, n),
    studio: n < 24 ? 'Big Studio' : `Studio ${n % 8}`,
    performers: [`${hobby} teacher ${n % 10}`],
    tags: [hobby],
    durationS: 600 + 10 * n,
  };
  return entryOf(numberOf(hobby, n), { video }).video;
}

let folder: string;
let site: SimilaritySite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-for-you-'));
  site = await SimilaritySite.open({ ...connection, folder, indexUid });
  const numbers = Array.from({ length: OF_EACH }, (_, n) => n);
  await site.add(hobbies.flatMap((hobby) => numbers.map((n) => videoAbout(hobby, n))));
  await site.untilKnown(hash('chess', 0));
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await site.catalogue.deleteFrom('favourites').execute();
  await site.catalogue.deleteFrom('views').execute();
});

async function forYou(query = '') {
  return forYouAnswer.parse(await site.json(`/api/get-for-you?${query}`));
}

async function watch(of: string, { watchedS = 600, daysAgo = 0 } = {}): Promise<void> {
  const atMs = Date.now() - daysAgo * DAY_MS;
  const view = { hash: of, started_ms: atMs, last_ms: atMs, watched_s: watchedS };
  await site.catalogue.insertInto('views').values(view).execute();
}

async function mark(of: string, daysAgo = 0): Promise<void> {
  const row = { hash: of, added_ms: Date.now() - daysAgo * DAY_MS };
  await site.catalogue.insertInto('favourites').values(row).execute();
}

describe('for you', () => {
  test('is empty without a history', async () => {
    expect(await forYou()).toEqual({ videos: [], total: 0 });
  });

  test('has videos like a favourite and says so, but not the favourite itself', async () => {
    await mark(hash('sailing', 30));
    const { videos } = await forYou('limit=8');
    expect(videos).toHaveLength(8);
    for (const { video, because, score, seed } of videos.slice(0, 4)) {
      expect(video.tags).toEqual(['sailing']);
      expect(video.hash).not.toBe(hash('sailing', 30));
      expect(because.map(({ term }) => term)).toContain('sailing');
      const sum = because.reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeLessThanOrEqual(score + 1e-6);
      expect(seed).toEqual({
        hash: hash('sailing', 30),
        title: titleOf('sailing', 30),
        isFavourite: true,
      });
    }
  });

  test('follows what was watched lately and long rather than a glimpse or long ago', async () => {
    await watch(hash('pottery', 1), { daysAgo: 700 });
    await watch(hash('gardening', 1), { watchedS: 5 });
    await watch(hash('chess', 1), { daysAgo: 1 });
    const { videos } = await forYou('limit=5');
    expect(videos.map(({ video }) => video.tags[0])).toEqual(Array(5).fill('chess'));
    expect(videos[0]?.seed).toMatchObject({ title: titleOf('chess', 1), isFavourite: false });
  });

  test('leaves out what was watched, and the same again in another resolution', async () => {
    const again = {
      ...videoAbout('chess', 2),
      ...{ hash: hashOf(900), title: `${titleOf('chess', 2)} (4K)`, durationS: 621 },
    };
    await site.add([again]);
    await site.untilKnown(again.hash);
    await watch(hash('chess', 2));
    await watch(hash('chess', 3));
    const { videos } = await forYou('limit=200');
    const found = videos.map(({ video }) => video.hash);
    expect(found).toContain(hash('chess', 4));
    for (const known of [hash('chess', 2), hash('chess', 3), again.hash])
      expect(found).not.toContain(known);
  });

  test('is not of one studio, though only that one was watched', async () => {
    for (const n of [0, 1, 2, 3]) await watch(hash('gardening', n));
    const { videos } = await forYou('limit=24');
    const ofBig = videos.filter(({ video }) => video.studio === 'Big Studio');
    expect(videos).toHaveLength(24);
    expect(ofBig.length).toBeGreaterThan(0);
    expect(ofBig.length).toBeLessThanOrEqual(7);
  });

  test('comes in pages that are the same each time', async () => {
    await mark(hash('sailing', 3));
    await watch(hash('chess', 9), { watchedS: 300 });
    const whole = await forYou('limit=120');
    expect(whole.total).toBe(120);
    const pages = [];
    for (let startFrom = 0; startFrom < 120; startFrom += 25)
      pages.push(...(await forYou(`start_from=${startFrom}&limit=25`)).videos);
    expect(pages.map(({ video }) => video.hash)).toEqual(
      whole.videos.map(({ video }) => video.hash),
    );
    expect((await forYou('start_from=5000')).videos).toEqual([]);
  });

  test('neither shows nor tells of what is hidden', async () => {
    await mark(hash('sailing', 30));
    await mark(hash('pottery', 30));
    const hidden = [
      { field: 'tag', value: 'sailing', mode: 'hide', active: true },
      { field: 'performer', value: 'pottery teacher 1', mode: 'hide', active: true },
    ] as const;
    await site.filtered(hidden, async () => {
      const { videos, total } = await forYou('limit=120');
      expect(total).toBeGreaterThan(20);
      expect(JSON.stringify(videos)).not.toMatch(/sailing|pottery teacher 1"/i);
      expect(videos.every(({ seed }) => seed.hash === hash('pottery', 30))).toBe(true);
    });
    const only = [{ field: 'tag', value: 'chess', mode: 'only', active: true }] as const;
    await site.filtered(only, async () => {
      expect(await forYou()).toEqual({ videos: [], total: 0 });
    });
  });

  test.each(['start_from=-1', 'limit=0', 'limit=201', 'start_from=5001', 'limit=many'])(
    'refuses %s',
    async (query) => {
      const response = await site.get(`/api/get-for-you?${query}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(query.split('=')[0]);
    },
  );
});
