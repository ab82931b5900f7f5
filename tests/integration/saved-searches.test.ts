import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { SavedSearchStore } from '../../core/catalogue/saved-search-store.ts';
import { contentFilter, type FilterBody } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import {
  keptSearch,
  managedSearchesAnswer,
  savedSearchesAnswer,
  savedSearchesMax,
} from '../../core/contract/saved-search.ts';
import { searchAnswer } from '../../core/contract/search.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { startMeilisearch, type MeilisearchServer } from '../support/meilisearch-server.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

describe('the store', () => {
  async function store(...names: readonly string[]) {
    const searches = new SavedSearchStore(await testCatalogue());
    for (const name of names) await searches.add({ name, query: `q=${name}` });
    const order = async () => (await searches.all()).map(({ name }) => name).join('');
    const idOf = async (name: string) =>
      (await searches.all()).find((search) => search.name === name)?.id ?? 0;
    return { searches, order, idOf };
  }

  test('keeps searches in the order in which they came, and puts new ones where they are wanted', async () => {
    const { searches, order, idOf } = await store('A', 'B', 'C');
    await searches.remove(await idOf('A'));
    await searches.add({ name: 'D', query: '' });
    expect(await order()).toBe('BCD');
    await searches.add({ name: 'A', query: '', position: 0 });
    expect(await order()).toBe('ABCD');
  });

  test.each([
    ['A', 2, 'BCA'],
    ['C', 0, 'CAB'],
    ['B', 1, 'ABC'],
    ['B', 1000, 'ACB'],
  ])('moves %s to place %i', async (name, position, moved) => {
    const { searches, order, idOf } = await store('A', 'B', 'C');
    await searches.change(await idOf(name), { position });
    expect(await order()).toBe(moved);
  });

  test('changes only what a change names', async () => {
    const { searches, idOf } = await store('A', 'B');
    const id = await idOf('A');
    await searches.change(id, { name: 'a' });
    await searches.change(id, { query: 'tag=x' });
    expect((await searches.all())[0]).toEqual({ id, name: 'a', query: 'tag=x' });
  });

  test('refuses a name that is taken, in any case, and what is not there', async () => {
    const { searches, idOf } = await store('A', 'B');
    const code = 'duplicate_saved_search';
    await expect(searches.add({ name: 'a', query: '' })).rejects.toMatchObject({ code });
    const id = await idOf('B');
    await expect(searches.change(id, { name: 'a' })).rejects.toMatchObject({ code });
    await expect(searches.change(99, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(searches.remove(99)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('keeps no more than a menu can hold', async () => {
    const { searches } = await store(
      ...Array.from({ length: savedSearchesMax }, (_, number) => `${number}.`),
    );
    await expect(searches.add({ name: 'more', query: '' })).rejects.toMatchObject({
      code: 'too_many_saved_searches',
    });
  });
});

let folder: string;
let meilisearch: MeilisearchServer;
let reeldex: RunningReeldex;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-saved-'));
  await makeFilmLibrary(join(folder, 'Films'));
  meilisearch = await startMeilisearch(join(folder, 'search'));
  reeldex = await RunningReeldex.start({
    dataDir: join(folder, 'data'),
    folders: [join(folder, 'Films')],
    // Not the bundled one, which the supervisor would start again at once.
    env: { MEILI_URL: meilisearch.url, MEILI_MASTER_KEY: meilisearch.apiKey },
  });
  await reeldex.untilIndexed(filmCount);
});

afterAll(async () => {
  await reeldex.stop();
  await meilisearch.kill();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  for (const { id } of await managed())
    await reeldex.json(routes.dashboardSavedSearch(id), { method: 'DELETE' });
});

async function save(name: string, query: string) {
  return keptSearch.parse(await reeldex.post(routes.dashboardSavedSearches, { name, query }));
}

async function listed() {
  return savedSearchesAnswer.parse(await reeldex.json(routes.savedSearches)).items;
}

async function managed() {
  return managedSearchesAnswer.parse(await reeldex.json(routes.dashboardSavedSearches)).items;
}

async function counts() {
  return Object.fromEntries((await listed()).map(({ name, videoCount }) => [name, videoCount]));
}

async function send(method: string, path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  const init = { method, headers, body: JSON.stringify(body) };
  const response = await fetch(reeldex.url + path, init);
  return { status: response.status, text: await response.text() };
}

/** Runs `task` while a content filter is on. */
async function withFilter(
  body: Pick<FilterBody, 'field' | 'value'> & Partial<FilterBody>,
  task: () => Promise<void>,
): Promise<void> {
  const { id } = contentFilter.parse(await reeldex.post(routes.dashboardFilters, body));
  try {
    await task();
  } finally {
    await reeldex.json(routes.dashboardFilter(id), { method: 'DELETE' });
  }
}

describe('saved searches', () => {
  test('are listed in their order with what they find', async () => {
    const summer = await save('Summer', 'tag=summer&page=2');
    const short = await save('Short', 'q=%3C7s&sort=title:asc');
    await reeldex.json(routes.dashboardSavedSearch(short.id), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ position: 0 }),
    });
    expect(await listed()).toEqual([
      { ...short, query: 'q=%3C7s&sort=title%3Aasc', videoCount: 3 },
      { ...summer, query: 'tag=summer', videoCount: 2 },
    ]);
  });

  test.each([
    'q=jane',
    'q=performer%3A"Jane+Doe"+-tag%3Abeach',
    // No video has both words, so that the search gives one up.
    'q=mountains+bunny',
    'studio=Acme+Travel&durationMax=5',
    'year=2019&year=2020',
    'q=zzzzzz',
    '',
  ])('find as many as the search route does: %s', async (query) => {
    await save('It', query);
    const answer = await reeldex.json(`${routes.searchVideos}?${query}`);
    expect(await counts()).toEqual({ It: searchAnswer.parse(answer).total });
  });

  test('follow favourites and history at once', async () => {
    await save('Favourites', 'favourite=true');
    await save('Not watched', 'unwatched=true');
    expect(await counts()).toEqual({ Favourites: 0, 'Not watched': filmCount });
    const answer = await reeldex.json(`${routes.searchVideos}?q=sintel`);
    const hash = searchAnswer.parse(answer).videos[0]?.hash ?? '';
    await reeldex.post(routes.addFavourite(hash));
    await reeldex.post(routes.recordView(hash), { positionS: 4, watchedS: 4 });
    expect(await counts()).toEqual({ Favourites: 1, 'Not watched': filmCount - 1 });
    await reeldex.post(routes.removeFavourite(hash));
    expect(await counts()).toMatchObject({ Favourites: 0 });
  });

  test.each([
    [{ name: '', query: '' }, 'name: '],
    [{ name: 'x', query: 'durationMin=long' }, 'query.durationMin: '],
    [{ name: 'x', query: 'actor=Ann' }, 'query: Unrecognized key: \\"actor\\"'],
    [{ name: 'x', query: ['q=1'] }, 'query: '],
    [[], 'expected object'],
  ])('refuse %j and name the field', async (body, message) => {
    const { status, text } = await send('POST', routes.dashboardSavedSearches, body);
    expect(status).toBe(400);
    expect(text).toContain(message);
  });

  test('refuse what is not there, and a name that is taken', async () => {
    const { id } = await save('Summer', 'tag=summer');
    const post = { name: 'SUMMER', query: '' };
    const twin = await send('POST', routes.dashboardSavedSearches, post);
    expect(twin).toMatchObject({ status: 409 });
    expect(twin.text).toContain('“Summer”');
    expect(await send('PATCH', routes.dashboardSavedSearch(id + 1), { name: 'x' })).toMatchObject({
      status: 404,
    });
    expect(await send('PATCH', routes.dashboardSavedSearch(id), {})).toMatchObject({ status: 400 });
    expect(await send('DELETE', routes.dashboardSavedSearch(id + 1), {})).toMatchObject({
      status: 404,
    });
  });

  test('that a later version cannot read are skipped, and shown on the dashboard with the reason', async () => {
    const { id } = await save('Old', 'tag=summer');
    await save('Fine', 'tag=summer');
    const catalogue = await openCatalogue(join(folder, 'data', 'catalogue.db'));
    await catalogue
      .updateTable('saved_searches')
      .set({ query: 'mood=happy' })
      .where('id', '=', id)
      .execute();
    await catalogue.destroy();
    expect(await counts()).toEqual({ Fine: 2 });
    expect(await managed()).toMatchObject([
      { name: 'Old', videoCount: null, isListed: false, problem: 'Unrecognized key: "mood"' },
      { name: 'Fine', videoCount: 2, isListed: true, problem: null },
    ]);
  });
});

describe('under content filters, saved searches', () => {
  test('count what is visible from the next request on', async () => {
    await save('Short', 'durationMax=7');
    await withFilter({ field: 'tag', value: 'beach' }, async () =>
      expect(await counts()).toEqual({ Short: 2 }),
    );
    expect(await counts()).toEqual({ Short: 3 });
  });

  test.each<[string, string, string, Parameters<typeof withFilter>[0]]>([
    ['a hidden performer', 'A', 'performer=Jane+Doe', { field: 'performer', value: 'jane doe' }],
    [
      'a hidden performer among others',
      'A',
      'performer=Ian+Hubert&performer=Jane+Doe',
      { field: 'performer', value: 'Jane Doe' },
    ],
    ['what is hidden, by excluding it', 'A', 'tag=%21beach', { field: 'tag', value: 'beach' }],
    ['it in words', 'A', 'q=tag%3Asummer', { field: 'tag', value: 'summer' }],
    ['a hidden studio', 'A', 'studio=Acme+Travel', { field: 'studio', value: 'Acme Travel' }],
    ['a hidden category', 'A', 'category=Comedy', { field: 'category', value: 'comedy' }],
    ['a hidden collection', 'A', 'collection=Films', { field: 'collection', value: 'Films' }],
    [
      'a performer all of whose videos are hidden',
      'A',
      'performer=%21John+Smith',
      { field: 'tag', value: 'beach' },
    ],
    [
      'what an only-rule leaves out',
      'A',
      'studio=%21Acme+Travel',
      { field: 'studio', value: 'Blender Foundation', mode: 'only' },
    ],
    ['it in its own name', 'Best of Jane Doe', 'q=a', { field: 'performer', value: 'Jane Doe' }],
    ['it in free words', 'A', 'q=acme', { field: 'tag', value: 'Acme' }],
    ['nothing visible', 'A', 'q=portrait', { field: 'performer', value: 'Jane Doe' }],
    [
      'hidden words, of which some would find others',
      'A',
      'q=john+sintel',
      {
        ...{ field: 'studio', value: 'Acme Travel' },
      },
    ],
  ])('are not listed when they name %s', async (_, name, query, rule) => {
    await save(name, query.replace('', ''));
    await save('Everything', 'sort=title:asc');
    await withFilter(rule, async () => {
      const names = (await listed()).map((search) => search.name);
      expect(names).toEqual(rule.field === 'collection' ? [] : ['Everything']);
      expect((await managed())[0]).toMatchObject({ name, isListed: false, problem: null });
    });
    expect((await listed()).map((search) => search.name)).toEqual([name, 'Everything']);
  });
});

describe('without the search engine, saved searches', () => {
  test('keep their names and have no counts; under content filters none is listed', async () => {
    await save('Summer', 'tag=summer');
    await meilisearch.kill();
    try {
      expect(await counts()).toEqual({ Summer: null });
      expect(await managed()).toMatchObject([{ name: 'Summer', videoCount: null, isListed: true }]);
      await withFilter({ field: 'tag', value: 'dragon' }, async () => {
        expect(await listed()).toEqual([]);
        expect(await managed()).toMatchObject([{ name: 'Summer', isListed: false }]);
      });
    } finally {
      await meilisearch.start();
    }
    await reeldex.untilIndexed(filmCount);
    expect(await counts()).toEqual({ Summer: 2 });
  });
});
