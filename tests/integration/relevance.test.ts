import { beforeAll, describe, expect, test } from 'vitest';
import { mergeFilters, parseQuery } from '../../core/contract/query-language/parse-query.ts';
import { searchQuery } from '../../core/contract/search.ts';
import { toDocument } from '../../meili/document.ts';
import { VideoIndexWriter } from '../../meili/video-index-writer.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { readRelevanceLibrary } from '../support/relevance-library.ts';
import { testSearchIndex } from '../support/search-index.ts';

const { url, apiKey, indexUid } = testSearchIndex();
const index = new VideoIndex({ url, apiKey }, indexUid);
const titles = new Map<string, string>();

beforeAll(async () => {
  const library = await readRelevanceLibrary();
  const writer = new VideoIndexWriter({ url, apiKey }, indexUid);
  await writer.ensure();
  await writer.add(library.map(toDocument));
  for (const { video } of library) titles.set(video.hash, video.title);
});

/** The titles that a search page would show first. */
async function find(typed: string): Promise<readonly string[]> {
  const { q, filters } = parseQuery(typed);
  const query = { ...mergeFilters(searchQuery.parse({ limit: 50 }), filters), q };
  const { hashes } = await index.search({ query });
  return hashes.map((hash) => titles.get(hash) ?? '');
}

/** What is typed, what a person means by it, and among how many of the first it must be. */
type Expectation = readonly [typed: string, title: string, among: number];

const titlesTyped: readonly Expectation[] = [
  ['amelie', 'Amélie', 1],
  ['AMÉLIE', 'Amélie', 1],
  ['amelei', 'Amélie', 1],
  ['les miserables', 'Les Misérables', 1],
  ['big buck bunny', 'Big Buck Bunny', 1],
  ['big buk buny', 'Big Buck Bunny', 1],
  ['bigbuck bunny', 'Big Buck Bunny', 1],
  ['bunn', 'Big Buck Bunny', 1],
  ['blade runner', 'Blade Runner', 1],
  ['blade runner 2049', 'Blade Runner 2049', 1],
  ['blade runner 1982', 'Blade Runner', 1],
  ['runner blade', 'Blade Runner', 2],
  ['2001 space', '2001: A Space Odyssey', 1],
  ['space odissey', '2001: A Space Odyssey', 1],
  ['spiderman', 'Spider-Man Walks Home', 1],
  ['spider man', 'Spider-Man Walks Home', 1],
  ['rabbit meadow', 'The Rabbits of the Meadow', 2],
  ['straße', 'Straße nach Süden', 1],
  ['strasse', 'Straße nach Süden', 1],
  ['strasse nach suden', 'Straße nach Süden', 1],
  ['suden', 'Straße nach Süden', 1],
  ['python paradox', 'The Python Paradox', 1],
  ['the python paradox', 'The Python Paradox', 1],
  ['art of subclasing', 'The Art of Subclassing', 1],
  ['mindblowing gil', 'Mindblowing Python GIL', 1],
  ['bdfl retrospective', 'BDFL Python 3 retrospective', 1],
  ['frequentism bayesianism', "Frequentism and Bayesianism: What's the Big Deal?", 1],
  ['unicode in pyth', 'Unicode in Python', 1],
  ['data cleaning tips', 'Top 15 Python Tips for Data Cleaning/ Understanding', 1],
  ['top 15', 'Top 15 Python Tips for Data Cleaning/ Understanding', 1],
  ['typing protocol', 'typing.Protocol: type hints as Guido intended', 1],
  ['type hint 3.5', 'Type Hints for Python 3.5', 1],
  ['introduccion gevent', 'Introducción al Gevent', 1],
];

const namesTyped: readonly Expectation[] = [
  ['jane doe', 'Big Buck Bunny', 1],
  ['doe jane', 'Big Buck Bunny', 1],
  ['doe bunny', 'Big Buck Bunny', 1],
  ['zoe martin', 'Amélie', 1],
  ['j doe', 'Big Buck Bunny', 2],
  ['j. doe bunny', 'Big Buck Bunny', 1],
  ['h ford', 'Blade Runner', 1],
  ['r moss', 'Blade Runner 2049', 1],
  ['moss r', 'Blade Runner 2049', 1],
  ['c o brady', 'Spider-Man Walks Home', 1],
  ['g v rossum', 'BDFL Python 3 retrospective', 10],
  ['jj adams', 'Summer Holiday', 1],
  ['j.j. adams', 'Summer Holiday', 1],
  ['jean luc picot', 'Iceland from Above', 1],
  ['jeanluc picot', 'Iceland from Above', 1],
  ['obrady', 'Spider-Man Walks Home', 1],
  ["o'brady", 'Spider-Man Walks Home', 1],
  ['jurgen gross', 'Straße nach Süden', 1],
  ['lukasz langa audio', 'Looking At Audio', 1],
  ['langa lukasz webgl', 'Build in-browser 3D experiences with WebGL and PyScript', 1],
  ['hettinger subclassing', 'The Art of Subclassing', 1],
  ['raymond hetinger api design', 'API design: Lessons Learned', 2],
  ['mike muller threads', 'Programming in Parallel with Threads', 1],
  ['van der plas frequentism', "Frequentism and Bayesianism: What's the Big Deal?", 1],
  ['studio lumiere', 'Amélie', 2],
  ['meadow films bunny', 'Big Buck Bunny', 1],
  ['pycascades bdfl', 'BDFL Python 3 retrospective', 1],
  ['batchelder keynote', 'Ned Batchelder | Keynote', 1],
];

const scriptsTyped: readonly Expectation[] = [
  ['千と千尋', '千と千尋の神隠し', 1],
  ['神隠し', '千と千尋の神隠し', 1],
  ['七人の侍', '七人の侍', 1],
  ['宮崎駿', '千と千尋の神隠し', 1],
  ['臥虎藏龍', '臥虎藏龍', 1],
  ['藏龍', '臥虎藏龍', 1],
  ['卧虎藏龙', '臥虎藏龍', 1],
  ['王家卫', '花样年华', 1],
  ['올드보이', '올드보이', 1],
  ['파이썬 광고', '파이썬으로 광고 효과 측정하기', 1],
  ['ирония судьбы', 'Ирония судьбы', 1],
  ['судьб', 'Ирония судьбы', 1],
  ['асинхронность', 'Про асинхронность', 1],
];

const languageTyped: readonly Expectation[] = [
  ['"space odyssey"', '2001: A Space Odyssey', 1],
  ['iceland', 'Iceland from Above', 1],
  ['geysir', 'Summer Holiday', 1],
  ['reykjavik drones', 'Cities by Night', 1],
  ['tag:rabbit', 'Big Buck Bunny', 1],
  ['blade year:2017', 'Blade Runner 2049', 1],
  ['blade -2049', 'Blade Runner', 1],
  ['doe -bunny', 'The Rabbits of the Meadow', 1],
  ['path:geysir', 'Summer Holiday', 1],
  ['big buck bunny bluray remaster', 'Big Buck Bunny', 1],
];

describe.each([
  ['titles', titlesTyped],
  ['people and studios', namesTyped],
  ['other scripts', scriptsTyped],
  ['parts of the query language', languageTyped],
])('what people type of %s', (_, expectations) => {
  test.each(expectations)('%j finds %j', async (typed, title, among) => {
    expect((await find(typed)).slice(0, among)).toContain(title);
  });
});

describe('a result', () => {
  test('has the word in the title before those that have it elsewhere, typos last', async () => {
    const [title, ...others] = (await find('iceland')).slice(0, 3);
    expect(title).toBe('Iceland from Above');
    expect(others).toEqual(['Summer Holiday', 'Cities by Night']);
  });

  test('of a phrase has its words and no others like them', async () => {
    expect((await find('"blade runner"')).toSorted()).toEqual([
      'Blade Runner',
      'Blade Runner 2049',
    ]);
    expect(await find('"blaze runner"')).toEqual([]);
  });

  test.each(['"runner blade"', '"doe jane"', '"blade 2049"', '"bunny jane"'])(
    'of the phrase %s, whose words stand apart or in another order, is empty',
    async (typed) => {
      expect(await find(typed)).toEqual([]);
    },
  );

  test('has nothing that was not wanted', async () => {
    expect(await find('blade -2049')).not.toContain('Blade Runner 2049');
    expect(await find('iceland -reykjavik')).not.toContain('Cities by Night');
  });

  test.each(['qwxzvk', 'zzzz qqqq', '"never said so"', '無無無無無'])(
    'of %s, which says nothing, is empty',
    async (typed) => {
      expect(await find(typed)).toEqual([]);
    },
  );
});
