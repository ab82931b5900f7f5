import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanTermCounts, serializeTermCounts } from '../../../core/similarity/term-counts.ts';
import { countTerms, nameTerm, spellTerms } from '../../../core/similarity/tokenizer.ts';
import type { VideoText } from '../../../core/similarity/tokenizer.ts';

const nothing: VideoText = {
  title: undefined,
  collection: undefined,
  studio: undefined,
  line: undefined,
  performers: [],
  categories: [],
  tags: [],
};

function termsOfTitle(title: string, language?: string): string[] {
  return [...countTerms({ ...nothing, title, language }).keys()];
}

describe('countTerms of a title', () => {
  it.each([
    ['a word', 'Beach', ['w:beach']],
    ['neighbours, also as a pair', 'Golden Gate', ['w:golden', 'w:gate', 'w:golden gate']],
    [
      'stop words, which part no pair',
      'The Lord of the Rings',
      ['w:lord', 'w:ring', 'w:lord ring'],
    ],
    ['a title of stop words', 'It was all about you', []],
    ['accents', 'Ålesund Café', ['w:alesund', 'w:cafe', 'w:alesund cafe']],
    ['letters that are no accents', 'Søren Łódź', ['w:soren', 'w:lodz', 'w:soren lodz']],
    ['a possessive', 'Jane’s', ['w:jane']],
    ['an apostrophe', "O'Brien", ['w:obrien']],
    ['a contraction', 'don’t', []],
    ['a number', '1984', ['w:1984']],
    ['a fraction', '3.5', ['w:3.5']],
    [
      'dots and underscores of file names',
      'golden.gate_bridge',
      ['w:golden', 'w:gate', 'w:golden gate', 'w:bridg', 'w:gate bridg'],
    ],
    ['ligatures and full width', 'ﬁlm ＡＢＣ', ['w:film', 'w:abc', 'w:film abc']],
    ['Chinese', '北京大学', ['w:北京', 'w:大学', 'w:北京 大学']],
    ['Japanese', '東京の夜景', ['w:東京', 'w:の', 'w:東京 の', 'w:夜景', 'w:の 夜景']],
    ['Korean', '바다 여행', ['w:바다', 'w:여행', 'w:바다 여행']],
    ['Thai', 'กรุงเทพ', ['w:กรุงเทพ']],
    ['Hindi with its vowel signs', 'हिन्दी', ['w:हिन्दी']],
    ['Hebrew', 'שלום עולם', ['w:שלום', 'w:עולם', 'w:שלום עולם']],
    ['Russian, where й is a letter', 'Чайка', ['w:чайка']],
    ['emoji only', '🔥🔥 👩‍👩‍👧', []],
    ['nothing', '', []],
    ['a lone surrogate', '\ud800 beach', ['w:beach']],
    ['a soft hyphen', 'bea\u00adch', ['w:beach']],
  ])('takes %s', (_, title, expected) => {
    expect(termsOfTitle(title)).toEqual(expected);
  });

  it.each([
    ['beach', 'Beaches'],
    ['city', 'cities'],
    ['run', 'Running'],
    ['cafe', 'CAFÉS'],
    ['resume', 'Résumés'],
  ])('gives %s and %s one term', (one, other) => {
    expect(termsOfTitle(one)).toEqual(termsOfTitle(other));
    expect(termsOfTitle(one)).toHaveLength(1);
  });

  it.each([
    ['de', 'Der Strand', 'die Strände'],
    ['deu', 'Haus', 'Häuser'],
    ['pt_BR', 'a praia', 'as praias'],
    ['fr-CA', 'la plage', 'les plages'],
    ['spa', 'canción', 'las canciones'],
    ['it', 'il gatto', 'i gatti'],
    ['nob', 'bil', 'biler'],
    ['ru', 'новый город', 'новые города'],
  ])('stems and drops stop words by language: %s', (language, one, other) => {
    expect(termsOfTitle(one, language)).toEqual(termsOfTitle(other, language));
  });

  it.each([undefined, 'xx', 'tlh', 'no such language', '', '\ud800'])(
    'takes a title of language %j as English',
    (language) => {
      expect(termsOfTitle('the beaches', language)).toEqual(['w:beach']);
    },
  );

  it('counts repetitions, up to a byte', () => {
    expect(countTerms({ ...nothing, title: 'beach beach' }).get('w:beach')).toBe(2);
    expect(countTerms({ ...nothing, title: 'beach '.repeat(3000) }).get('w:beach')).toBe(255);
  });
});

describe('countTerms of names', () => {
  it('takes whole names beside their words, each kind apart', () => {
    const counts = countTerms({
      title: 'Acme',
      collection: 'Acme',
      studio: 'Acme',
      line: 'Acme',
      performers: ['Acme'],
      categories: ['Acme'],
      tags: ['Acme'],
    });
    expect(Object.fromEntries(counts)).toEqual({
      'c:acme': 1,
      'f:acme': 1,
      'l:acme': 1,
      'p:acme': 1,
      's:acme': 1,
      't:acme': 1,
      'w:acm': 7,
    });
  });

  it('keeps what stemming and stop words would lose', () => {
    const counts = countTerms({ ...nothing, studio: 'The Who', tags: ['C++', 'C#', '🔥'] });
    expect([...counts.keys()]).toEqual(['s:the who', 't:c++', 'w:c', 't:c#', 't:🔥']);
  });

  it('counts a name once however often a list has it', () => {
    const counts = countTerms({ ...nothing, performers: ['Zoë  Kay', 'ZOE KAY', 'zoe_kay', ' '] });
    expect(Object.fromEntries(counts)).toEqual({
      'p:zoe kay': 1,
      'w:zoe': 1,
      'w:kai': 1,
      'w:zoe kai': 1,
    });
  });

  it('stems names alike in titles of every language', () => {
    const german = countTerms({ ...nothing, language: 'de', tags: ['Beaches'] });
    expect(german).toEqual(countTerms({ ...nothing, tags: ['beaches'] }));
  });

  it('bounds what a hostile sidecar can add', () => {
    const tags = Array.from({ length: 5000 }, (_, index) => `tag ${index} ${'x'.repeat(10_000)}`);
    const counts = countTerms({ ...nothing, tags });
    expect(counts.size).toBeLessThanOrEqual(1000);
    expect(Math.max(...[...counts.keys()].map((term) => term.length))).toBeLessThanOrEqual(131);
  });
});

describe('nameTerm', () => {
  it.each(['', '  ', '\u200b\u200d', '\n\t\0', '__'])('gives no term for %j', (name) => {
    expect(nameTerm('tag', name)).toBeUndefined();
  });

  it('does not see marks of direction and joiners', () => {
    expect(nameTerm('performer', '\u202eJane\u200b Doe')).toBe('p:jane doe');
  });
});

describe('countTerms of anything', () => {
  const strings = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );
  const optional = fc.option(strings, { nil: undefined });
  const videos = fc.record({
    title: optional,
    collection: optional,
    studio: optional,
    line: optional,
    performers: fc.array(strings),
    categories: fc.array(strings),
    tags: fc.array(strings),
    language: fc.constantFrom(undefined, 'en', 'de', 'fr', 'ru', 'ja'),
  });

  it('gives well-formed terms that the catalogue can keep, the same every time', () => {
    fc.assert(
      fc.property(videos, (video) => {
        const counts = countTerms(video);
        const kept = new Map<string, number>();
        const text = serializeTermCounts(counts);
        scanTermCounts(text, (start, end, count) => kept.set(text.slice(start, end), count));
        expect(kept).toEqual(counts);
        expect(text.isWellFormed()).toBe(true);
        expect(countTerms(video)).toEqual(counts);
      }),
    );
  });

  it('spells every term that it counts', () => {
    fc.assert(
      fc.property(videos, (video) => {
        const spelled = new Set(spellTerms(video).keys());
        for (const term of countTerms(video).keys()) expect(spelled).toContain(term);
      }),
    );
  });
});

describe('spellTerms', () => {
  it('writes terms as the video does, the first time that it does', () => {
    const spellings = spellTerms({ ...nothing, performers: [' Zoë Kay '], title: 'ZOË’s Cities' });
    expect(Object.fromEntries(spellings)).toEqual({
      'p:zoe kay': 'Zoë Kay',
      'w:zoe': 'Zoë',
      'w:kai': 'Kay',
      'w:zoe kai': 'Zoë Kay',
      'w:citi': 'Cities',
      'w:zoe citi': 'ZOË’s Cities',
    });
  });
});
