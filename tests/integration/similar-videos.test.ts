import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Video } from '../../core/catalogue/video.ts';
import {
  similarPeopleAnswer,
  similarVideosAnswer,
  type SimilarVideosAnswer,
} from '../../core/contract/search.ts';
import { makeUpVideos } from '../bench/made-up-videos.ts';
import { addVideos } from '../support/meilisearch-catalogue.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { testSearchIndex } from '../support/search-index.ts';
import { SimilaritySite } from '../support/similarity-site.ts';

const { indexUid, ...connection } = testSearchIndex();

const talk = { studio: 'PyCon', performers: ['Zoë Kay'], tags: ['testing', 'python'] } as const;

/** A talk and what there is around it; the keys name them in the tests. */
const named = {
  talk: { ...talk, title: 'Mocking is a smell', durationS: 1800 },
  copy: { ...talk, title: 'Mocking Is a Smell (1080p)', durationS: 1812, height: 480 },
  partOne: { ...talk, title: 'Fixtures in depth - Part 1', durationS: 1800 },
  partTwo: { ...talk, title: 'Fixtures in depth - Part 2', durationS: 1800 },
  sameSpeaker: { performers: ['Zoë Kay'], studio: 'EuroPython', title: 'Gardening', tags: [] },
  sameStudio: { performers: ['Max'], studio: 'PyCon', title: 'Packaging', tags: [] },
  sameTags: { performers: ['Ana'], studio: 'Ohio', title: 'Typing', tags: ['testing', 'python'] },
  sameWords: { performers: ['Bo'], studio: 'Ruby', title: 'Mocking, what a smell', tags: [] },
} as const satisfies Readonly<Record<string, Partial<Video>>>;
type Name = keyof typeof named;

const names: readonly Name[] = [
  'talk',
  'copy',
  'partOne',
  'partTwo',
  'sameSpeaker',
  'sameStudio',
  'sameTags',
  'sameWords',
];
const hashes = new Map(names.map((name, n) => [name, hashOf(n)]));
const hash = (name: Name) => hashes.get(name) ?? '';
const nameOf = new Map(names.map((name) => [hash(name), name]));

/** As many as need several requests, in one collection that all of them share. */
const FILLER = 2500;

let folder: string;
let site: SimilaritySite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-similar-'));
  site = await SimilaritySite.open({ ...connection, folder, indexUid });
  const filler = Array.from(makeUpVideos(FILLER), ({ hash: _, line: __, ...text }, n) => ({
    ...entryOf(1000 + n).video,
    ...text,
    title: text.title ?? '',
    studio: text.studio,
    collection: 'Filler',
  }));
  // Collections of their own: one that all share would make all of them alike.
  const videos = names.map(
    (name, n) => entryOf(n, { video: { ...named[name], collection: name } }).video,
  );
  await site.add([...videos, ...filler]);
  await site.untilKnown(hash('talk'));
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function similarTo(
  of: string,
  {
    startFrom = 0,
    limit = 50,
    query = '',
  }: { startFrom?: number; limit?: number; query?: string } = {},
) {
  return similarVideosAnswer.parse(
    await site.json(`/search/get-similar-videos/${of}/${startFrom}/${limit}?${query}`),
  );
}

/** The named videos in the answer, in its order. */
async function namesLike(name: Name, query = ''): Promise<readonly (Name | undefined)[]> {
  const { videos } = await similarTo(hash(name), { query });
  return videos.map(({ video }) => nameOf.get(video.hash));
}

describe('similar videos', () => {
  test('leave out the same video in another resolution, and list it when asked', async () => {
    expect(await namesLike('talk')).not.toContain('copy');
    expect((await namesLike('talk', 'includeDuplicates=true'))[0]).toBe('copy');
  });

  test('hold the other parts of a series', async () => {
    expect((await namesLike('partOne'))[0]).toBe('partTwo');
  });

  test.each([
    ['performerWeight', 'sameSpeaker'],
    ['studioWeight', 'sameStudio'],
    ['tagWeight', 'sameTags'],
    ['titleWeight', 'sameWords'],
  ] as const)('follow %s', async (weight, first) => {
    const others = ['performerWeight', 'studioWeight', 'tagWeight', 'titleWeight']
      .filter((name) => name !== weight)
      .map((name) => `${name}=0`);
    const alone = await namesLike('talk', [...others, `${weight}=3`].join('&'));
    expect(alone).toContain(first);
    const without = await namesLike('talk', `${weight}=0`);
    expect(without).not.toContain(first);
  });

  test('have the scores of plain cosines when all weights are equal, and none when all are 0', async () => {
    const weights = (value: number) =>
      `performerWeight=${value}&studioWeight=${value}&tagWeight=${value}&titleWeight=${value}`;
    const plain = await similarTo(hash('talk'));
    const doubled = await similarTo(hash('talk'), { query: weights(2) });
    expect(doubled.videos.map(({ video }) => video.hash)).toEqual(
      plain.videos.map(({ video }) => video.hash),
    );
    for (const [rank, { score }] of doubled.videos.entries())
      expect(score).toBeCloseTo(plain.videos[rank]?.score ?? Number.NaN, 6);
    expect(await similarTo(hash('talk'), { query: weights(0) })).toMatchObject({
      videos: [],
      total: 0,
    });
  });

  test('have reasons whose weights come to the score or, being the heaviest, to less', async () => {
    const { videos } = await similarTo(hash('talk'), { query: 'performerWeight=2.5' });
    expect(videos.length).toBeGreaterThan(3);
    for (const { score, because } of videos) {
      const sum = because.reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeGreaterThan(0);
      expect(sum).toBeLessThanOrEqual(score + 1e-6);
      expect(score).toBeLessThanOrEqual(1);
    }
    const speaker = videos.find(({ video }) => video.hash === hash('sameSpeaker'));
    expect(speaker?.because[0]).toMatchObject({ kind: 'performer', term: 'Zoë Kay' });
  });

  test.each([
    ['', FILLER - 1, true],
    ['resolution=!4k', FILLER - 1, false],
    ['durationMin=1060.5&durationMax=1560.5', 500, true],
  ])('come in pages without a gap or a repeat, with "%s"', async (query, total, isExact) => {
    const of = hashOf(1000);
    const whole: string[] = [];
    for (let startFrom = 0; startFrom < total; startFrom += 200) {
      const page = await similarTo(of, { startFrom, limit: 200, query });
      const isLast = startFrom + 200 >= total;
      if (isExact || isLast) expect(page).toMatchObject({ total, isTotalExact: true });
      else expect(page.total).toBeGreaterThan(startFrom + 200);
      whole.push(...page.videos.map(({ video }) => video.hash));
    }
    expect(new Set(whole).size).toBe(total);
    expect(whole).toHaveLength(total);
    const beyond = await similarTo(of, { startFrom: 5000, limit: 10, query });
    expect(beyond).toMatchObject({ videos: [], total, isTotalExact: true });
  });

  test('are slices of one list, however many pass the filters and however they are found', async () => {
    const of = hashOf(1000);
    const all: SimilarVideosAnswer['videos'] = [];
    for (let startFrom = 0; startFrom < FILLER; startFrom += 200)
      all.push(...(await similarTo(of, { startFrom, limit: 200 })).videos);
    const [hidden = ''] = all.flatMap(({ video }) => video.tags);
    const rules = [{ field: 'tag', value: hidden, mode: 'hide', active: true }] as const;
    await site.filtered(rules, async () => {
      // Those of number n are 1,060 + n seconds long.
      for (const passing of [FILLER, 1800, 600, 120, 12, 0]) {
        const end = 1060.5 + passing;
        const expected = all.filter(
          ({ video }) => (video.durationS ?? 0) < end && !video.tags.includes(hidden),
        );
        for (const [startFrom, limit] of [
          [0, 24],
          [7, 60],
          [20, 200],
          [250, 24],
          [1500, 24],
        ] as const) {
          const page = await similarTo(of, { startFrom, limit, query: `durationMax=${end}` });
          expect(page.videos).toEqual(expected.slice(startFrom, startFrom + limit));
          expect(page.total).toBeLessThanOrEqual(expected.length);
          if (page.isTotalExact) expect(page.total).toBe(expected.length);
          else expect(page.total).toBeGreaterThan(startFrom + limit);
        }
      }
    });
  });

  test('pass the filters of the request and of the site', async () => {
    expect(await namesLike('talk', 'studio=!PyCon&performer=Zo%C3%AB%20Kay')).toEqual([
      'sameSpeaker',
    ]);
    const rules = [{ field: 'studio', value: 'EuroPython', mode: 'hide', active: true }] as const;
    await site.filtered(rules, async () => {
      expect(await namesLike('talk')).not.toContain('sameSpeaker');
      expect((await site.get(`/search/get-similar-videos/${hash('sameSpeaker')}/0/5`)).status).toBe(
        404,
      );
    });
    const only = [{ field: 'performer', value: 'Zoë Kay', mode: 'only', active: true }] as const;
    await site.filtered(only, async () => {
      const found = await namesLike('talk', 'titleWeight=2');
      expect(found.toSorted()).toEqual(['partOne', 'partTwo', 'sameSpeaker']);
    });
  });

  test('never name somebody hidden who is spelled nearly like somebody visible', async () => {
    const visible = { performers: ['Zoe Kay'], studio: 'Zoo', title: 'Llamas', tags: [] };
    const twins = [30, 31].map(
      (n) => entryOf(n, { video: { ...visible, durationS: n * 60 } }).video,
    );
    await site.add(twins);
    await site.untilKnown(hashOf(31));
    const rules = [{ field: 'performer', value: 'Zoë Kay', mode: 'hide', active: true }] as const;
    await site.filtered(rules, async () => {
      const { videos } = await similarTo(hashOf(30));
      expect(videos[0]?.because[0]?.term).toBe('Zoe Kay');
      expect(JSON.stringify(videos)).not.toContain('Zoë');
    });
  });

  test('are found for a video that the model does not know yet', async () => {
    const { video } = entryOf(50, { video: { ...named.sameTags, collection: 'New' } });
    await addVideos(site.catalogue, [video]);
    const { videos } = await similarTo(video.hash);
    expect(videos.slice(0, 2).map((one) => nameOf.get(one.video.hash))).toEqual([
      'sameTags',
      'talk',
    ]);
  });

  test.each([
    ['performerWeight=4', 'performerWeight'],
    ['tagWeight=-1', 'tagWeight'],
    ['titleWeight=much', 'titleWeight'],
    ['studioWeight=1&studioWeight=2', 'studioWeight'],
    ['includeDuplicates=perhaps', 'includeDuplicates'],
  ])('refuse %s', async (query, field) => {
    const response = await site.get(`/search/get-similar-videos/${hash('talk')}/0/5?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(field);
  });
});

describe('similar people', () => {
  const similarPeople = async (path: string) =>
    similarPeopleAnswer.parse(await site.json(`/search/get-similar-${path}`));

  test('come with the numbers of their videos that may be seen', async () => {
    const { items } = await similarPeople('studios/PyCon');
    expect(items.map(({ name }) => name)).toContain('Ohio');
    expect(items.map(({ name }) => name)).not.toContain('PyCon');
    expect(items.find(({ name }) => name === 'Ohio')).toMatchObject({
      videoCount: 1,
      posterUrl: null,
    });
    const similarities = items.map(({ similarity }) => similarity);
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
  });

  test('are not there when they are hidden, nor asked for', async () => {
    const rules = [{ field: 'studio', value: 'ohio', mode: 'hide', active: true }] as const;
    await site.filtered(rules, async () => {
      const { items } = await similarPeople('studios/PyCon');
      expect(items.map(({ name }) => name)).not.toContain('Ohio');
      expect((await site.get('/search/get-similar-studios/Ohio')).status).toBe(404);
    });
    expect((await site.get('/search/get-similar-performers/Nobody')).status).toBe(404);
  });
});
