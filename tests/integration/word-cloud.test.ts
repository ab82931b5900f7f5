import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentFilter } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { wordCloudAnswer } from '../../core/contract/word-cloud.ts';
import { filmCount, makeFilmLibrary } from '../support/film-library.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';

let folder: string;
let reeldex: RunningReeldex;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-word-cloud-'));
  const library = join(folder, 'Films');
  await makeFilmLibrary(library);
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  await reeldex.untilIndexed(filmCount);
  await reeldex.until('the similarity model', 30_000, async () => {
    const { sampled } = await cloudOf('');
    return sampled === filmCount ? sampled : undefined;
  });
});

afterAll(async () => {
  await reeldex.stop();
  await rm(folder, { recursive: true, force: true });
});

async function cloudOf(query: string) {
  return wordCloudAnswer.parse(await reeldex.json(`${routes.wordCloud}?${query}`));
}

async function wordsOf(query: string): Promise<readonly string[]> {
  return (await cloudOf(query)).words.map(({ kind, text }) => `${kind} ${text}`);
}

describe('a word cloud', () => {
  test('has the names and words of what was found, as the videos write them', async () => {
    const { words, sampled } = await cloudOf('q=jane');
    expect(sampled).toBe(3);
    expect(words[0]?.weight).toBe(1);
    const summer = words.find(({ text }) => text === 'summer');
    expect(summer).toMatchObject({ kind: 'tag', videoCount: 2 });
    const acme = words.find(({ text }) => text === 'Acme Travel');
    expect(acme).toMatchObject({ kind: 'studio', videoCount: 3 });
    expect(words.map(({ text }) => text)).not.toContain('Acme');
  });

  test('does not repeat what was asked for', async () => {
    expect(await wordsOf('q=jane%20doe')).not.toContain('performer Jane Doe');
    expect(await wordsOf('performer=jane%20doe')).not.toContain('performer Jane Doe');
    expect(await wordsOf('q=tag:summer')).not.toContain('tag summer');
    expect(await wordsOf('studio=Acme%20Travel')).toContain('performer Jane Doe');
  });

  test('is as long as asked for, and empty where nothing is found', async () => {
    expect((await cloudOf('limit=2')).words).toHaveLength(2);
    expect(await cloudOf('q=qqqqq')).toEqual({ words: [], sampled: 0 });
  });

  test('names nothing that a content filter hides, from the next request on', async () => {
    expect(await wordsOf('')).toContain('studio Blender Foundation');
    const rule = contentFilter.parse(
      await reeldex.post('/api/dashboard/filters', { field: 'tag', value: 'animation' }),
    );
    const words = (await wordsOf('limit=200')).join('\n');
    expect(words).not.toMatch(/animation|Colin Levy|Sacha|dragon/);
    expect(words).toContain('Jane Doe');
    await reeldex.json(`/api/dashboard/filters/${rule.id}`, { method: 'DELETE' });
  });

  test.each(['limit=0', 'limit=201', 'durationMin=x', `q=${'a'.repeat(501)}`])(
    'for %s is refused with the field’s name',
    async (query) => {
      const response = await fetch(`${reeldex.url}${routes.wordCloud}?${query}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(query.slice(0, query.indexOf('=')));
    },
  );
});
