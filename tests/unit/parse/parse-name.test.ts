import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTemplates } from '../../../core/default-templates.ts';
import { compileTemplates } from '../../../indexer/parse/template/compile-template.ts';
import { parseName } from '../../../indexer/parse/name/parse-name.ts';
import { isTechnical } from '../../../indexer/parse/release/technical-words.ts';

const templates = compileTemplates(defaultTemplates);
const [
  release = '',
  full = '',
  studioFirst = '',
  dated = '',
  personFirst = '',
  withYear = '',
  anything = '',
] = defaultTemplates;

describe('parseName with the default templates', () => {
  it.each([
    // The full form, with more and more left out.
    [
      'Ann Lee, Bo - [Acme] [2019] [2019-04-28] [Gold] Foo bar [Cy, Di Fo] {tt0816692}',
      {
        performers: ['Ann Lee', 'Bo'],
        studio: 'Acme',
        year: 2019,
        released: '2019-04-28',
        line: 'Gold',
        title: 'Foo bar',
        mentions: ['Cy', 'Di Fo'],
        sourceId: 'tt0816692',
      },
    ],
    ['Ann - [Acme] Foo', { performers: ['Ann'], studio: 'Acme', title: 'Foo' }],
    [
      'Ann - [Acme] [28.04.2019] Foo',
      { performers: ['Ann'], studio: 'Acme', released: '2019-04-28', title: 'Foo' },
    ],
    [
      'Ann - [Acme] [1999] Foo {id-7}',
      { performers: ['Ann'], studio: 'Acme', year: 1999, title: 'Foo', sourceId: 'id-7' },
    ],
    [
      'Ann - [Acme] [Gold] Foo',
      { performers: ['Ann'], studio: 'Acme', line: 'Gold', title: 'Foo' },
    ],
    [
      'Ann - [Acme] Foo [Bo]',
      { performers: ['Ann'], studio: 'Acme', title: 'Foo', mentions: ['Bo'] },
    ],
    ['Ann - Bo - [Acme] Foo', { performers: ['Ann - Bo'], studio: 'Acme', title: 'Foo' }],
    [
      'Jean-Luc - [Acme-Co] Foo-bar',
      { performers: ['Jean-Luc'], studio: 'Acme-Co', title: 'Foo-bar' },
    ],
    ['Ann – [Acme] – Foo', { performers: ['Ann'], studio: 'Acme', title: 'Foo' }],
    ['Ann,  Bo  -  [Acme]   Foo', { performers: ['Ann', 'Bo'], studio: 'Acme', title: 'Foo' }],
    ['Ann, Bo, ann, - [Acme] Foo', { performers: ['Ann', 'Bo'], studio: 'Acme', title: 'Foo' }],
    // Brackets that are something else.
    [
      'Ann - [Acme] [04.05.2019] Foo',
      { performers: ['Ann'], studio: 'Acme', title: '[04.05.2019] Foo' },
    ],
    [
      'Ann - [Acme] Live [at] Home [4K]',
      { performers: ['Ann'], studio: 'Acme', title: 'Live [at] Home' },
    ],
    ['Ann - [Acme] Foo [1080p x265]', { performers: ['Ann'], studio: 'Acme', title: 'Foo' }],
    ['Ann - [Acme] [] Foo', { performers: ['Ann'], studio: 'Acme', title: '[] Foo' }],
    ['Ann - [Acme] Foo {Remix}', { performers: ['Ann'], studio: 'Acme', title: 'Foo {Remix}' }],
    ['Bob - Live [at] Home [4K]', { performers: ['Bob'], title: 'Live [at] Home' }],
    ['[Acme] Ann - [Bo] Foo', { studio: 'Acme', title: 'Ann - [Bo] Foo' }],
    ['[Acme][2019] Foo', { title: '[Acme][2019] Foo' }],
    ['[[Acme]] Foo', { title: '[[Acme]] Foo' }],
    ['[Acme Foo', { title: '[Acme Foo' }],
    ['[4K] Foo', { title: '[4K] Foo' }],
    // The quality of the file, which is no part of the title.
    ['Foo (1080p) [4K HDR]', { title: 'Foo' }],
    ['Foo [1080p] #live', { title: 'Foo', tags: ['live'] }],
    ['Foo [Ann] [1080p]', { title: 'Foo [Ann]' }],
    ['Ann - Foo 2019 1080p WEB-DL', { performers: ['Ann'], title: 'Foo', year: 2019 }],
    ['Ann.-.Foo.Bar.2019.1080p.WEB', { performers: ['Ann'], title: 'Foo Bar', year: 2019 }],
    ['Portrait of a man (Ray)', { title: 'Portrait of a man (Ray)' }],
    ['Foo (Web)', { title: 'Foo (Web)' }],
    ['Foo 1080p', { title: 'Foo 1080p' }],
    ['Codecs: x264 HEVC', { title: 'Codecs: x264 HEVC' }],
    ['[1080p]', { title: '[1080p]' }],
    // A studio first.
    ['[Acme] Foo', { studio: 'Acme', title: 'Foo' }],
    [
      '[Acme (UK)] [2001] Foo [Ann]',
      { studio: 'Acme (UK)', year: 2001, title: 'Foo', mentions: ['Ann'] },
    ],
    ['Acme - 2019.04.28 - Foo', { studio: 'Acme', released: '2019-04-28', title: 'Foo' }],
    [
      'Acme - 28 April 2019 - Foo - Bar',
      { studio: 'Acme', released: '2019-04-28', title: 'Foo - Bar' },
    ],
    // A person first, or what looks like one.
    ['Ann - Foo', { performers: ['Ann'], title: 'Foo' }],
    ['50 Cent - Foo', { performers: ['50 Cent'], title: 'Foo' }],
    [
      'Spider-Man - No Way Home (2021)',
      { performers: ['Spider-Man'], title: 'No Way Home', year: 2021 },
    ],
    ['01 - Opening', { title: '01 - Opening' }],
    ['S01E02 - Pilot', { title: 'S01E02 - Pilot' }],
    ['Part 2 - Revenge', { title: 'Part 2 - Revenge' }],
    [
      'Conf 2018: How teams work from far away - Ann',
      { title: 'Conf 2018: How teams work from far away - Ann' },
    ],
    // Only a title, with or without its year, date or id.
    ['Alien (1979)', { title: 'Alien', year: 1979 }],
    ['Alien [1979]', { title: 'Alien', year: 1979 }],
    ['2012 (2009)', { title: '2012', year: 2009 }],
    ['Blade Runner 2049', { title: 'Blade Runner 2049' }],
    ['(2009)', { title: '(2009)' }],
    ['Alien (director’s cut)', { title: 'Alien (director’s cut)' }],
    [
      'Interstellar (2014) {tt0816692}',
      { title: 'Interstellar', year: 2014, sourceId: 'tt0816692' },
    ],
    ['Big Buck Bunny [aqz-KE-bpKQ]', { title: 'Big Buck Bunny', sourceId: 'aqz-KE-bpKQ' }],
    ['Foo [Jean-Pierre]', { title: 'Foo [Jean-Pierre]' }],
    [
      '20190428 - Foo [dQw4w9WgXcQ]',
      { title: 'Foo', released: '2019-04-28', sourceId: 'dQw4w9WgXcQ' },
    ],
    ['[2019-04-28] Ann - Foo', { title: 'Ann - Foo', released: '2019-04-28' }],
    ['Foo (2019-04-28)', { title: 'Foo', released: '2019-04-28' }],
    ['20190428_123456', { title: '20190428 123456', released: '2019-04-28' }],
    ['2019-04-28', { title: '2019-04-28', released: '2019-04-28' }],
    ['Don’t #1', { title: 'Don’t #1' }],
    // Names without spaces.
    ['big_buck_bunny', { title: 'big buck bunny' }],
    ['asl.again', { title: 'asl again' }],
    ['mp4_h264_aac__sample_with_chapters', { title: 'mp4 h264 aac sample with chapters' }],
    ['mp4_h264_-_no_audio__counting', { title: 'mp4 h264 - no audio counting' }],
    ['bottle-detection', { title: 'bottle-detection' }],
    ['Ann_Lee_-_[Acme]_Foo_bar', { performers: ['Ann Lee'], studio: 'Acme', title: 'Foo bar' }],
    ['Acme.-.2019.04.28.-.Foo.Bar', { studio: 'Acme', released: '2019-04-28', title: 'Foo Bar' }],
    ['Movie.Name.2019.1080p.DDP5.1.x264-GRP', { title: 'Movie Name', year: 2019 }],
    ['trailer_v1.2_final', { title: 'trailer v1.2 final' }],
    // Tags.
    [
      'Ann - [Acme] Foo #live #big_screen',
      { performers: ['Ann'], studio: 'Acme', title: 'Foo', tags: ['live', 'big_screen'] },
    ],
    ['#Live Foo #live, bar [#home]', { title: 'Foo bar', tags: ['Live', 'home'] }],
    ['C# and F# for #1 fans', { title: 'C# and F# for #1 fans' }],
    ['#live', { title: '#live', tags: ['live'] }],
    ['Foo_#live_#été', { title: 'Foo', tags: ['live', 'été'] }],
    // Any Unicode.
    [
      'Zoe\u0308 - [E\u0301t\u00e9] Noe\u0308l',
      { performers: ['Zoë'], studio: 'Été', title: 'Noël' },
    ],
    [
      '宮崎駿 - [ジブリ] 風の谷 [島本須美]',
      { performers: ['宮崎駿'], studio: 'ジブリ', title: '風の谷', mentions: ['島本須美'] },
    ],
    ['\u202eexe.\u0000evil\u200b \ud800', { title: 'exe. evil \ufffd' }],
    ['\u00a0Foo\u2003bar\t\n', { title: 'Foo bar' }],
    ['___', { title: '___' }],
    ['- - -', { title: '- - -' }],
    ['', { title: 'Untitled' }],
    ['\u200b \n', { title: 'Untitled' }],
  ])('reads %j', (name, expected) => {
    expect(parseName(name, templates).fields).toEqual(expected);
  });

  it.each([
    ['Foo.1080p.WEB', release],
    ['Ann - [Acme] Foo', full],
    ['[Acme] Foo', studioFirst],
    ['Acme - 2019-04-28 - Foo', dated],
    ['Ann - Foo', personFirst],
    ['Foo (2019)', withYear],
    ['Foo', anything],
  ])('says which template %j matched', (name, template) => {
    expect(parseName(name, templates).template).toBe(template);
  });
});

describe('parseName', () => {
  it('makes the name the title when no template matches', () => {
    const { fields, template } = parseName(
      'some_name (2019)',
      compileTemplates(['[{studio}] {title}']),
    );
    expect(fields).toEqual({ title: 'some_name', year: 2019 });
    expect(template).toBeUndefined();
  });

  it('makes the name the title when the template has none', () => {
    const { fields } = parseName(
      'Ann - 2019-04-28',
      compileTemplates(['{performers} - {released}']),
    );
    expect(fields).toEqual({
      performers: ['Ann'],
      released: '2019-04-28',
      title: 'Ann - 2019-04-28',
    });
  });

  it('leaves the quality in the title where no template knows of releases', () => {
    const { fields } = parseName('Foo [1080p]', compileTemplates(['{title}']));
    expect(fields).toEqual({ title: 'Foo [1080p]' });
  });

  it('takes the first template that matches', () => {
    const sources = ['{studio} - {title}', '{performers} - {title}'];
    expect(parseName('Foo - Bar', compileTemplates(sources)).fields.studio).toBe('Foo');
    expect(
      parseName('Foo - Bar', compileTemplates(sources.toReversed())).fields.studio,
    ).toBeUndefined();
  });

  it('joins the tags of a template with hashtags', () => {
    const { fields } = parseName('Foo (a, b) #B #c', compileTemplates(['{title} ({tags})']));
    expect(fields.tags).toEqual(['a', 'b', 'c']);
  });
});

const pieces = [
  '[',
  ']',
  ' - ',
  ', ',
  '{',
  '}',
  '(',
  ')',
  '#',
  '_',
  '.',
  ' ',
  '2019',
  '2019-04-28',
  'tt1',
  'A\u0301',
  '\ud83d',
  '\u202e',
];
const names = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

describe('parseName, whatever the name', () => {
  it('never throws, always has a title, and gives clean values', () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.string({ unit: 'binary' })), (name) => {
        const { fields } = parseName(name, templates);
        expect(fields.title).not.toBe('');
        for (const value of Object.values(fields).flat()) {
          const text = String(value);
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
          expect(text).toBe(text.normalize('NFC'));
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/\p{Cc}| {2}/u);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same for a name and for its decomposed form', () => {
    fc.assert(
      fc.property(names, (name) => {
        const whole = name.toWellFormed();
        expect(parseName(whole.normalize('NFD'), templates)).toEqual(
          parseName(whole.normalize('NFC'), templates),
        );
      }),
    );
  });
});

const word = fc.stringMatching(/^[A-Z][a-zéüß]{2,8}$/).filter((text) => !isTechnical(text));
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const people = fc.uniqueArray(words, {
  minLength: 1,
  maxLength: 3,
  selector: (name) => name.toLowerCase(),
});
const day = fc
  .date({ min: new Date('1880-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const safeFields = fc.record(
  {
    performers: people,
    studio: words,
    title: words,
    year: fc.integer({ min: 1880, max: 2099 }),
    released: day,
    line: words,
    mentions: people,
    sourceId: fc.stringMatching(/^tt\d{7}$/),
  },
  { requiredKeys: ['performers', 'studio', 'title'] },
);

describe('the first template', () => {
  it('gives back the fields of which a name was composed', () => {
    const bracketed = (value?: string | number) => (value === undefined ? '' : ` [${value}]`);
    fc.assert(
      fc.property(safeFields, (fields) => {
        const { performers, studio, title, year, released, line, mentions, sourceId } = fields;
        const name = [
          `${performers.join(', ')} - [${studio}]`,
          bracketed(year) + bracketed(released) + bracketed(line),
          ` ${title}${bracketed(mentions?.join(', '))}`,
          sourceId === undefined ? '' : ` {${sourceId}}`,
        ].join('');
        expect(parseName(name, templates)).toEqual({ fields, template: full });
      }),
      { numRuns: 1000 },
    );
  });
});
