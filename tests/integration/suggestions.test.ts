import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentFilter } from '../../core/contract/dashboard.ts';
import { peopleAnswer } from '../../core/contract/people.ts';
import { routes } from '../../core/contract/routes.ts';
import { searchAnswer } from '../../core/contract/search.ts';
import { suggestionsAnswer } from '../../core/contract/suggestions.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let reeldex: RunningReeldex;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-suggestions-'));
  const library = join(folder, 'Films');
  await makeFilmLibrary(library);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(filmCount);
});

afterAll(async () => {
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function suggest(q: string, limit = 5) {
  const parameters = new URLSearchParams({ q, limit: String(limit) });
  const answer = suggestionsAnswer.parse(
    await reeldex.json(`${routes.suggestions}?${parameters.toString()}`),
  );
  return {
    videos: answer.videos.map(({ title }) => title),
    performers: answer.performers.map(({ name, videoCount }) => `${name} ${videoCount}`),
    studios: answer.studios.map(({ name, videoCount }) => `${name} ${videoCount}`),
    posters: answer.performers.map(({ posterUrl }) => posterUrl),
  };
}

test.each(['jane doe', 'doe, jane', 'j doe', 'jd', 'janedoe', 'jnae'])(
  'the list of performers finds %j as well',
  async (q) => {
    const address = `${routes.performers}?q=${encodeURIComponent(q)}`;
    const { items, total } = peopleAnswer.parse(await reeldex.json(address));
    expect(items.map(({ name, videoCount }) => [name, videoCount])).toEqual([['Jane Doe', 3]]);
    expect(total).toBe(1);
  },
);

describe('suggestions', () => {
  test.each([
    ['sint', { videos: ['Sintel'], performers: [], studios: [] }],
    ['blend', { studios: ['Blender Foundation 3'] }],
    ['jane d', { performers: ['Jane Doe 3'] }],
    ['doe jane', { performers: ['Jane Doe 3'] }],
    ['j doe', { performers: ['Jane Doe 3'] }],
    ['jnae', { performers: ['Jane Doe 3'] }],
    ['"jane doe"', { performers: ['Jane Doe 3'] }],
    ['performer:jan', { performers: ['Jane Doe 3'] }],
    ['jane -beach', { performers: ['Jane Doe 3'] }],
    ['steel cartoon', { videos: ['Tears of Steel'] }],
    ['', { videos: [], performers: [], studios: [] }],
    ['-jane', { videos: [], performers: [], studios: [] }],
    ['tag:animation ', { videos: [], performers: [], studios: [] }],
    ['qqqqq', { videos: [], performers: [], studios: [] }],
  ])('for %j are %j', async (q, expected) => {
    expect(await suggest(q)).toMatchObject(expected);
  });

  test('begin with the first letter, and are no more than asked for', async () => {
    const { videos, performers } = await suggest('j', 1);
    expect(performers).toEqual(['Jane Doe 3']);
    expect(videos).toHaveLength(1);
  });

  test('of videos pass the filters that are typed with the words', async () => {
    const { videos, performers } = await suggest('-tag:dragon blender ');
    expect(videos).toContain('Big Buck Bunny');
    expect(videos).not.toContain('Sintel');
    expect(performers).toEqual([]);
  });

  test('picture people by a poster as soon as one is made', async () => {
    const found = searchAnswer.parse(
      await reeldex.json(`${routes.searchVideos}?performer=Jane+Doe&sort=added&limit=1`),
    );
    const newest = found.videos[0]?.hash ?? '';
    await reeldex.json(`${routes.preview('poster', newest)}?wait=60`);
    const { posters } = await suggest('jane');
    expect(posters[0]).toMatch(`/media/`);
  });

  test('name nobody who is hidden, and count visible videos only, from the next request on', async () => {
    const hide = async (field: string, value: string) =>
      contentFilter.parse(await reeldex.post('/api/dashboard/filters', { field, value }));
    const rules = [await hide('studio', 'Blender Foundation'), await hide('tag', 'beach')];
    expect(await suggest('blend')).toMatchObject({ videos: [], studios: [] });
    expect(await suggest('goede')).toMatchObject({ videos: [], performers: [] });
    expect((await suggest('jane')).performers).toEqual(['Jane Doe 2']);
    for (const { id } of rules)
      await reeldex.json(`/api/dashboard/filters/${id}`, { method: 'DELETE' });
    expect((await suggest('jane')).performers).toEqual(['Jane Doe 3']);
    expect((await suggest('blend')).studios).toEqual(['Blender Foundation 3']);
  });

  test.each(['limit=0', 'limit=21', `q=${'a'.repeat(501)}`, 'q=a&q=b'])(
    'for %s are refused with the field’s name',
    async (query) => {
      const response = await fetch(`${reeldex.url}${routes.suggestions}?${query}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(query.slice(0, query.indexOf('=')));
    },
  );
});
