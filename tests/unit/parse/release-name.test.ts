import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../indexer/parse/field/clean-text.ts';
import { readReleaseName } from '../../../indexer/parse/release/release-name.ts';
import { isReleaseWord, splitWords } from '../../../indexer/parse/release/release-words.ts';

describe('readReleaseName', () => {
  it.each([
    ['Movie.Name.(2019).1080p', { title: 'Movie Name', year: 2019 }],
    ['Se7en.1995.REMASTERED.1080p', { title: 'Se7en', year: 1995 }],
    ['The.Italian.2005.1080p', { title: 'The Italian', year: 2005 }],
    ['Spirited Away 2001 JPN 1080p', { title: 'Spirited Away', year: 2001 }],
    ['Foo.Bar.24.April.2016.1080p.WEB', { title: 'Foo Bar', released: '2016-04-24' }],
    ['Foo.Bar.GERMAN.DL.1080p.WEB', { title: 'Foo Bar' }],
    ['Movie.2019.1080p.BluRay.x264.anoXmous', { title: 'Movie', year: 2019 }],
    ['Mr. & Mrs. Smith 2005 1080p BluRay', { title: 'Mr. & Mrs. Smith', year: 2005 }],
    ['M.1931.720p.BluRay', { title: 'M', year: 1931 }],
    ['2012.1080p.BluRay', { title: '2012' }],
    ['Big.Buck.Bunny.1080p', { title: 'Big Buck Bunny' }],
    ['24.S01E01.720p', { title: '24 - S01E01' }],
    ['9-1-1.S01E01.Pilot.1080p', { title: '9-1-1 - S01E01 - Pilot' }],
    [
      'Chernobyl.S01E01.1.23.45.1080p',
      { title: 'Chernobyl - S01E01 - 1 23 45', line: 'Chernobyl' },
    ],
    ['Show.S01E01E02.Two.Parts.1080p', { title: 'Show - S01E01E02 - Two Parts', line: 'Show' }],
    ['Show.S01E01.GERMAN.DL.1080p.WEB', { title: 'Show - S01E01', line: 'Show' }],
    ['Show.S01E01.The.French.Boy.1080p', { title: 'Show - S01E01 - The French Boy', line: 'Show' }],
  ])('reads %s', (name, expected) => {
    expect(readReleaseName(name)).toEqual(expected);
  });

  it.each([
    ['PyCon.2019.Opening.Keynote.by.Ann.1080p.WEB', 'PyCon 2019 Opening Keynote by Ann'],
    ['Learning.French.1080p', 'Learning French'],
    ['Scraping.the.web.1080p', 'Scraping the web'],
    ['Movie.2019.Part.1.1080p', 'Movie 2019 Part 1'],
    ['Friends.S01.Complete.1080p', 'Friends S01 Complete'],
    ['PyCon.CZ.1080p', 'PyCon CZ'],
    ['THE.FRENCH.1080p', 'THE FRENCH'],
  ])('keeps in the title of %s what may belong to it', (name, title) => {
    expect(readReleaseName(name)).toEqual({ title });
  });

  it.each([
    'Foo',
    'S02E05',
    'S02E05.Foo.1080p',
    '1080p',
    '.1080p.',
    'counting.h264',
    'Rome.in.4K',
    'clip 720p',
    'Learn Python 1080p',
    'Comparison.of.720p.vs.1080p',
    'Encoding 1080p video with x264',
    'mp4_h264_aac__sample_with_chapters',
    'sample_h264_aac_notes',
    'Monitors 16x10 and 16x09',
    'Relay 4x100',
    'Wonder.Woman.1984',
    'Report.2019',
    'a.b.2019.04.28',
    'Ann - My talk 1080p x264',
    'Ann - [Acme] Foo 1080p x264',
    '[Acme] Show S01E02 Title',
    '[Acme] Foo - 05 (1080p)',
  ])('takes %s for no release', (name) => {
    expect(readReleaseName(name)).toBeUndefined();
  });

  const words = fc
    .array(fc.stringMatching(/^[A-Z][bfgjkqwz]{3,7}$/), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('.'));
  const year = fc.integer({ min: 1880, max: 2099 });
  const tail = fc.constantFrom(
    ...[
      '1080p',
      '720p.WEB',
      '2160p.UHD.BluRay.x265.10bit.HDR-GRP',
      '1080p.AMZN.WEB-DL.DDP5.1.H.264-GRP',
    ],
    ...['DVDRip.XviD', 'GERMAN.DL.1080p.BluRay.x264-GRP', 'REPACK.1080p.WEBRip.AAC2.0.x264'],
  );
  const number = fc.integer({ min: 1, max: 99 }).map((value) => String(value).padStart(2, '0'));
  const spaced = (text: string) => text.replaceAll('.', ' ');

  it('gives back title and year of a name that was composed of them', () => {
    fc.assert(
      fc.property(words, year, tail, (title, released, end) => {
        expect(readReleaseName(`${title}.${released}.${end}`)).toEqual({
          title: spaced(title),
          year: released,
        });
      }),
    );
  });

  it('gives back show, episode and title of a name that was composed of them', () => {
    fc.assert(
      fc.property(words, number, number, words, tail, (show, season, episode, title, end) => {
        const label = `S${season}E${episode}`;
        expect(readReleaseName(`${show}.${label}.${title}.${end}`)).toEqual({
          title: `${spaced(show)} - ${label} - ${spaced(title)}`,
          line: spaced(show),
        });
      }),
    );
  });

  const fragments = [
    'a',
    '1',
    '.',
    ' ',
    '-',
    '_',
    '[',
    ']',
    '(',
    ')',
    'S01E01',
    's1e1',
    '-e1',
    '1x02',
  ];
  const marks = [
    '1080p',
    '.2019',
    'WEB',
    'x264',
    '2019.04.28',
    ' - 05 ',
    '[1A2B3C4D]',
    'French',
    '第',
    '\ud800',
  ];
  /** As long as a file system allows, of few fragments that repeat, with an end that makes a release of them. */
  const hostileNames = fc
    .tuple(
      fc.array(fc.constantFrom(...fragments, ...marks), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('', '.1080p.WEB', ' S01E01 a', '[1A2B3C4D]'),
    )
    .map(
      ([parts, end]) =>
        `${parts
          .join('')
          .repeat(255)
          .slice(0, 255 - end.length)}${end}`,
    );

  it('never throws, and invents no word', () => {
    fc.assert(
      fc.property(hostileNames, (hostile) => {
        const name = cleanText(hostile);
        const fields = readReleaseName(name);
        const letters = (text: string): readonly string[] =>
          text.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [];
        expect(fields?.title).not.toBe('');
        const available = letters(name);
        expect(letters(fields?.title ?? '').every((letter) => available.includes(letter))).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('isReleaseWord', () => {
  it.each([
    '1080p',
    'x264-GROUP',
    'WEB-DL',
    'DDP5.1',
    'AMZN',
    'German',
    'REPACK',
    'H.264',
    'AAC 2.0',
  ])('knows %s', (word) => {
    expect(isReleaseWord(word)).toBe(true);
  });

  it.each(['', ' ', '-', 'Beach', 'Ann', '2019', 'Part', '1'])('does not know %j', (word) => {
    expect(isReleaseWord(word)).toBe(false);
  });

  it('does not let the library’s patterns see a long word, in which they could lose themselves', () => {
    expect(isReleaseWord('AMZN')).toBe(true);
    expect(isReleaseWord(`AMZN${'第'.repeat(250)}`)).toBe(false);
  });
});

describe('splitWords', () => {
  it('separates at spaces, dots and underscores, but for the dots of codecs and channels', () => {
    const texts = (name: string) => splitWords(name).map(({ text }) => text);
    expect(texts('Foo.Bar_2019 1080p')).toEqual(['Foo', 'Bar', '2019', '1080p']);
    expect(texts('DDP5.1.H.264-GRP')).toEqual(['DDP5.1', 'H.264-GRP']);
    expect(texts('Foo (a b)[c]x')).toEqual(['Foo', 'a b', 'c', 'x']);
    expect(texts('((([[')).toEqual([]);
  });
});
