import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFilters, parseQuery } from '../../../core/contract/query-language/parse-query.ts';
import { searchFilters, type SearchFilters } from '../../../core/contract/search.ts';

const cases: readonly (readonly [text: string, q: string, filters: SearchFilters])[] = [
  ['', '', {}],
  ['walk on the beach', 'walk on the beach', {}],
  ['"walk on" beach -night -"late night"', '"walk on" beach -night -"late night"', {}],
  ['performer:"Jane Doe"', '', { performer: ['Jane Doe'] }],
  [
    'performer:Jane with:John beach',
    'beach',
    { performer: ['Jane', 'John'], allOf: ['performer'] },
  ],
  ['studio:acme tag:beach -tag:night', '', { studio: ['acme'], tag: ['beach', '!night'] }],
  ['tag:a #b -tag:c', '', { tag: ['a', 'b', '!c'], allOf: ['tag'] }],
  ['tag:a tag:a', '', { tag: ['a'] }],
  ['studio:a studio:b', '', { studio: ['a', 'b'] }],
  ['tag:!a -tag:!b tag:!', '', { tag: ['!!a', '!!!b', '!!'], allOf: ['tag'] }],
  ['codec:hevc codec:X264 -codec:av1', '', { codec: ['hevc', 'h264', '!av1'] }],
  ['#beach -#night', '', { tag: ['beach', '!night'] }],
  ['genre:Comedy Library:Films', '', { category: ['Comedy'], collection: ['Films'] }],
  ['path:holidays -in:"old stuff"', '', { include: ['holidays'], exclude: ['old stuff'] }],
  ['>20m <1h', '', { durationMin: 1200, durationMax: 3600 }],
  ['>=1h30m', '', { durationMin: 5400 }],
  ['length:5m..20m', '', { durationMin: 300, durationMax: 1200 }],
  ['duration:>90s', '', { durationMin: 90 }],
  ['>2gb', '', { sizeMin: 2e9 }],
  ['<700MB', '', { sizeMax: 7e8 }],
  ['size:>=1.5tb size:<2gib', '', { sizeMin: 1.5e12, sizeMax: 2 * 1024 ** 3 }],
  ['size:500kb..1gb', '', { sizeMin: 500_000, sizeMax: 1e9 }],
  ['<720p', '', { heightMax: 720 }],
  ['<=720p >=480p', '', { heightMin: 480, heightMax: 721 }],
  ['resolution:>720p', '', { heightMin: 720 }],
  ['resolution:480p..4k', '', { heightMin: 480, heightMax: 2161 }],
  ['4k', '', { resolution: ['2160p'] }],
  ['1080p -720p >720p', '', { resolution: ['1080p', '!720p'], heightMin: 720 }],
  ['resolution:sd', '', { resolution: ['SD'] }],
  ['year:2019', '', { year: ['2019'] }],
  ['-year:2019', '', { year: ['!2019'] }],
  ['year:2019..2022', '', { releasedFrom: '2019-01-01', releasedTo: '2022-12-31' }],
  ['year:>2019', '', { releasedFrom: '2019-01-01' }],
  ['released:2020-02', '', { releasedFrom: '2020-02-01', releasedTo: '2020-02-29' }],
  ['released:..2019-05-17', '', { releasedTo: '2019-05-17' }],
  ['added:2024..', '', { addedFrom: '2024-01-01' }],
  ['fav:yes unwatched', '', { favourite: true, unwatched: true }],
  ['favorite:no watched:yes', '', { favourite: false, unwatched: false }],
  ['-fav:yes', '', { favourite: false }],
  [
    'performer:"Jane Doe" studio:acme tag:beach -tag:night year:2019..2022 >20m <1h 4k fav:yes unwatched',
    '',
    {
      performer: ['Jane Doe'],
      studio: ['acme'],
      tag: ['beach', '!night'],
      releasedFrom: '2019-01-01',
      releasedTo: '2022-12-31',
      durationMin: 1200,
      durationMax: 3600,
      resolution: ['2160p'],
      favourite: true,
      unwatched: true,
    },
  ],
];

/** Nothing that these say is a filter. */
const words = [
  'mission: impossible',
  'star:wars',
  'performer:',
  'performer:""',
  'year:soon',
  'year:20..19..18',
  'released:2019-13',
  'released:2019-02-30',
  '>soon',
  '<3',
  '>20',
  '>2xb',
  'size:2gb',
  'size:big',
  'size:..',
  '>9999999gb',
  'length:20m',
  'length:..',
  'fav:perhaps',
  '#',
  '-',
  '"unwatched"',
  '"4k"',
  'constructor:yes',
  'fav:constructor',
  'toString:x',
];

describe('the query language', () => {
  it.each(cases)('reads %j', (text, q, filters) => {
    expect(parseQuery(text)).toEqual({ q, filters });
  });

  it.each(words)('searches %j as words', (text) => {
    expect(parseQuery(text)).toEqual({ q: text, filters: {} });
  });

  it('takes the part that is being typed for words until it is complete', () => {
    const typing = (text: string) => parseQuery(text, { isTyping: true });
    expect(typing('beach performer:"Jane D')).toEqual({ q: 'beach Jane D', filters: {} });
    expect(typing('performer:"Jane Doe"')).toEqual({ q: '', filters: { performer: ['Jane Doe'] } });
    expect(typing('tag:be')).toEqual({ q: 'be', filters: {} });
    expect(typing('tag:beach ')).toEqual({ q: '', filters: { tag: ['beach'] } });
    expect(typing('-tag:be')).toEqual({ q: '', filters: {} });
  });

  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '-',
          '"',
          ':',
          '>',
          '<',
          '..',
          '#',
          ' ',
          'tag',
          'year',
          '2019',
          '20m',
          'é',
          '4k',
          '!',
          '=',
          'size',
          'gb',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  );

  it('never throws, and gives what a search takes', () => {
    fc.assert(
      fc.property(typed, fc.boolean(), (text, isTyping) => {
        const { filters } = parseQuery(text, { isTyping });
        expect(searchFilters.parse(filters)).toEqual(filters);
      }),
    );
  });

  it('understands nothing more in what it left to be searched', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { q } = parseQuery(text);
        expect(parseQuery(q)).toEqual({ q, filters: {} });
      }),
    );
  });
});

describe('merging filters', () => {
  it('joins lists and lets the later single value win', () => {
    expect(
      mergeFilters({ tag: ['a', 'b'], durationMin: 1 }, { tag: ['b', 'c'], durationMin: 2 }),
    ).toEqual({ tag: ['a', 'b', 'c'], allOf: ['tag'], durationMin: 2 });
  });

  it('asks for all of what both want where a video may have several values', () => {
    expect(mergeFilters({ tag: ['a'], studio: ['a'] }, { tag: ['b'], studio: ['b'] })).toEqual({
      tag: ['a', 'b'],
      studio: ['a', 'b'],
      allOf: ['tag'],
    });
    expect(mergeFilters({ allOf: ['performer'] }, { tag: ['b'], allOf: ['tag'] })).toEqual({
      tag: ['b'],
      allOf: ['performer', 'tag'],
    });
  });

  it('leaves alternatives alone where the other filter wants nothing more of them', () => {
    const chosen = { tag: ['a', 'b'] };
    expect(mergeFilters(chosen, { tag: ['!c'] })).toEqual({ tag: ['a', 'b', '!c'] });
    expect(mergeFilters({ tag: ['a'] }, { tag: ['a'] })).toEqual({ tag: ['a'] });
  });
});
