// Names as they are on people's disks, through the whole chain: templates, names of releases, folders.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configFile } from '../../../core/config-schema.ts';
import { explainName } from '../../../indexer/parse/name/explain-name.ts';
import { compileNameRules } from '../../../indexer/parse/name/name-rules.ts';

const rules = compileNameRules(configFile.parse({}));

function read(path: string) {
  return Object.fromEntries(
    explainName(path, rules).fields.map(({ field, value }) => [field, value]),
  );
}

describe('names and their folders', () => {
  it.each([
    [
      'Jane Doe - [Acme] [2019-07-01] A Walk on the Beach #beach.mp4',
      {
        title: 'A Walk on the Beach',
        studio: 'Acme',
        performers: ['Jane Doe'],
        tags: ['beach'],
        year: 2019,
        released: '2019-07-01',
      },
    ],
    [
      'Jane Doe, John Roe - [Acme] [2019] [Summer] A Walk on the Beach [Max Moe].mkv',
      {
        title: 'A Walk on the Beach',
        studio: 'Acme',
        line: 'Summer',
        performers: ['Jane Doe', 'John Roe'],
        mentions: ['Max Moe'],
        year: 2019,
      },
    ],
    [
      'Jane Doe - A Walk on the Beach (2019).mp4',
      { title: 'A Walk on the Beach', performers: ['Jane Doe'], year: 2019 },
    ],
    ['[Acme] A Walk on the Beach.mp4', { title: 'A Walk on the Beach', studio: 'Acme' }],
    [
      'Acme - 2019-07-01 - A Walk on the Beach.mp4',
      { title: 'A Walk on the Beach', studio: 'Acme', year: 2019, released: '2019-07-01' },
    ],
    ['Interstellar (2014).mkv', { title: 'Interstellar', year: 2014 }],
    [
      'Interstellar (2014) {tt0816692}.mkv',
      { title: 'Interstellar', sourceId: 'tt0816692', year: 2014 },
    ],
    [
      'Interstellar (2014) {imdb-tt0816692}.mkv',
      { title: 'Interstellar', sourceId: 'tt0816692', year: 2014 },
    ],
    [
      'Interstellar (2014) [tmdbid-157336].mkv',
      { title: 'Interstellar', sourceId: 'tmdb:157336', year: 2014 },
    ],
    [
      'Interstellar (2014) {imdb-tt0816692} [IMAX HYBRID][Bluray-1080p][DTS 5.1][x264]-GRP.mkv',
      { title: 'Interstellar', sourceId: 'tt0816692', year: 2014 },
    ],
    [
      'Interstellar.2014.IMAX.2160p.UHD.BluRay.x265.10bit.HDR.DTS-HD.MA.5.1-GRP.mkv',
      { title: 'Interstellar', year: 2014 },
    ],
    ['Some.Movie.2019.1080p.BluRay.x264-GROUP.mkv', { title: 'Some Movie', year: 2019 }],
    ['Some_Movie_2019_720p_WEB-DL.mp4', { title: 'Some Movie', year: 2019 }],
    ['Some Movie (2019) [1080p] [BluRay] [YTS.MX].mp4', { title: 'Some Movie', year: 2019 }],
    ['Some Movie 2019 1080p WEB-DL x264.mkv', { title: 'Some Movie', year: 2019 }],
    ['some.movie.2019.hdtv.xvid.avi', { title: 'some movie', year: 2019 }],
    [
      'Blade.Runner.2049.2017.1080p.BluRay.x264-GRP.mkv',
      { title: 'Blade Runner 2049', year: 2017 },
    ],
    ['2012.2009.720p.BluRay.x264.mkv', { title: '2012', year: 2009 }],
    ['1917.2019.1080p.BluRay.mkv', { title: '1917', year: 2019 }],
    ['Amélie.2001.FRENCH.1080p.BluRay.x264-GRP.mkv', { title: 'Amélie', year: 2001 }],
    [
      'Das.Boot.1981.Directors.Cut.German.DL.1080p.BluRay.x264-GRP.mkv',
      { title: 'Das Boot', year: 1981 },
    ],
    ['WALL-E.2008.720p.BluRay.mkv', { title: 'WALL-E', year: 2008 }],
    ['Kill.Bill.Vol.2.2004.1080p.BluRay.mkv', { title: 'Kill Bill Vol 2', year: 2004 }],
    ['Movie.2019.Part.1.1080p.WEB.mkv', { title: 'Movie 2019 Part 1' }],
    [
      'Show.S02E05.Episode.Title.720p.WEB.mkv',
      { title: 'Show - S02E05 - Episode Title', line: 'Show' },
    ],
    ['Show.Name.S01E02.720p.HDTV.x264-LOL.mkv', { title: 'Show Name - S01E02', line: 'Show Name' }],
    [
      'The.Office.US.S03E01.Gay.Witch.Hunt.720p.BluRay.mkv',
      { title: 'The Office US - S03E01 - Gay Witch Hunt', line: 'The Office US' },
    ],
    [
      'Planet.Earth.II.S01E01.Islands.2160p.BluRay.REMUX.HEVC-FGT.mkv',
      { title: 'Planet Earth II - S01E01 - Islands', line: 'Planet Earth II' },
    ],
    ['Show.S01E01-E03.1080p.WEB-DL.mkv', { title: 'Show - S01E01-E03', line: 'Show' }],
    [
      'Show Name - S01E02 - Episode Title.mkv',
      { title: 'Show Name - S01E02 - Episode Title', line: 'Show Name' },
    ],
    [
      'Show Name (2019) - S01E02 - Episode Title [WEBDL-1080p][AAC 2.0][x264]-GRP.mkv',
      { title: 'Show Name (2019) - S01E02 - Episode Title', line: 'Show Name (2019)' },
    ],
    [
      'Show Name - 1x02 - Episode Title.avi',
      { title: 'Show Name - 1x02 - Episode Title', line: 'Show Name' },
    ],
    ['show.name.1x02.hdtv.avi', { title: 'show name - 1x02', line: 'show name' }],
    ['show name s01e02.mp4', { title: 'show name - S01E02', line: 'show name' }],
    [
      'The.Daily.Show.2019.04.28.Guest.Name.720p.WEB.x264-TBS.mkv',
      {
        title: 'The Daily Show - 2019-04-28 - Guest Name',
        line: 'The Daily Show',
        year: 2019,
        released: '2019-04-28',
      },
    ],
    [
      '[SubsPlease] Sousou no Frieren - 05 (1080p) [ABCD1234].mkv',
      { title: 'Sousou no Frieren - 05', line: 'Sousou no Frieren' },
    ],
    [
      '[Group]_Show_Name_-_05v2_[1080p][ABCD1234].mkv',
      { title: 'Show Name - 05', line: 'Show Name' },
    ],
    ['S02E05.mkv', { title: 'S02E05' }],
    ['S01E02 - Pilot.mkv', { title: 'S01E02 - Pilot' }],
    ['01 - Opening.mp4', { title: '01 - Opening' }],
    ['Part 2 - Revenge.mp4', { title: 'Part 2 - Revenge' }],
    ['Big Buck Bunny [aqz-KE-bpKQ].webm', { title: 'Big Buck Bunny', sourceId: 'aqz-KE-bpKQ' }],
    [
      '20190428 - Big Buck Bunny [aqz-KE-bpKQ].mp4',
      { title: 'Big Buck Bunny', sourceId: 'aqz-KE-bpKQ', year: 2019, released: '2019-04-28' },
    ],
    ['2019-04-28 Birthday.mp4', { title: 'Birthday', year: 2019, released: '2019-04-28' }],
    ['20190428_123456.mp4', { title: '20190428 123456', year: 2019, released: '2019-04-28' }],
    [
      'VID_20190428_123456.mp4',
      { title: 'VID 20190428 123456', year: 2019, released: '2019-04-28' },
    ],
    ['IMG_1234.MOV', { title: 'IMG 1234' }],
    ['GOPR0123.MP4', { title: 'GOPR0123' }],
    ['big_buck_bunny.ogv', { title: 'big buck bunny' }],
    ['big.buck.bunny.avi', { title: 'big buck bunny' }],
    ['bottle-detection.mp4', { title: 'bottle-detection' }],
    ['Mr. & Mrs. Smith.mkv', { title: 'Mr. & Mrs. Smith' }],
    ['Learn Python in 4K.mp4', { title: 'Learn Python in 4K' }],
    ['Comparison of 720p vs 1080p.mp4', { title: 'Comparison of 720p vs 1080p' }],
    ['Encoding.1080p.video.with.x264.mp4', { title: 'Encoding 1080p video with x264' }],
    ['Scraping.the.web.mp4', { title: 'Scraping the web' }],
    [
      'Conf 2018: How teams work from far away - Ann.mp4',
      { title: 'Conf 2018: How teams work from far away - Ann' },
    ],
    [
      'Spider-Man - No Way Home (2021).mkv',
      { title: 'No Way Home', performers: ['Spider-Man'], year: 2021 },
    ],
    ['50 Cent - In Da Club.mp4', { title: 'In Da Club', performers: ['50 Cent'] }],
    ['Don’t #1.mp4', { title: 'Don’t #1' }],
    ['Foo #live #big_screen.mp4', { title: 'Foo', tags: ['live', 'big_screen'] }],
    ['C# for beginners.mp4', { title: 'C# for beginners' }],
    [
      '宮崎駿 - [ジブリ] 風の谷 [島本須美].mkv',
      { title: '風の谷', studio: 'ジブリ', performers: ['宮崎駿'], mentions: ['島本須美'] },
    ],
    ['Zoë Été – Noël.mp4', { title: 'Noël', performers: ['Zoë Été'] }],
    ['Studios/Acme/A Walk.mp4', { title: 'A Walk', studio: 'Acme' }],
    ['Performers/J/Jane Doe/A Walk.mp4', { title: 'A Walk', performers: ['Jane Doe'] }],
    [
      'TV Shows/Show Name/Season 1/Show.Name.S01E02.Pilot.720p.WEB.mkv',
      { title: 'Show Name - S01E02 - Pilot', line: 'Show Name' },
    ],
    [
      'Movies/Some Movie (2019)/Some.Movie.2019.1080p.BluRay.x264-GROUP.mkv',
      { title: 'Some Movie', year: 2019 },
    ],
    [
      'Genres/Drama, Short/Tags/best/Foo.mp4',
      { title: 'Foo', tags: ['best'], categories: ['Drama', 'Short'] },
    ],
    ['Holidays #family/Rome 2019/Day 1.mp4', { title: 'Day 1', tags: ['family'] }],
    ['Studios/2019/Foo.mp4', { title: 'Foo' }],
    [
      'Channels/Acme/20190428 - Foo.mp4',
      { title: 'Foo', studio: 'Acme', year: 2019, released: '2019-04-28' },
    ],
    ['Downloads/New folder/clip 720p.mp4', { title: 'clip 720p' }],
    ['Lecture 3 - Graphs.mp4', { title: 'Lecture 3 - Graphs' }],
    ['Ann - [Acme] Foo [1080p x265].mp4', { title: 'Foo', studio: 'Acme', performers: ['Ann'] }],
    ['Ann - My talk 1080p x264.mp4', { title: 'My talk', performers: ['Ann'] }],
  ])('reads %s', (path, expected) => {
    expect(read(path)).toEqual(expected);
  });

  it('says what gave each value', () => {
    const path = 'Studios/Old/Studios/Acme/Rome #live/Ann - Foo (2019-04-28) #big.mp4';
    const { template, fields } = explainName(path, rules);
    expect(template).toEqual({ source: '{performers} - {title}', position: 5 });
    expect(Object.fromEntries(fields.map(({ field, from }) => [field, from]))).toEqual({
      title: ['name'],
      performers: ['name'],
      studio: ['folder Studios/Acme'],
      year: ['name'],
      released: ['name'],
      tags: ['name', 'folder Rome #live'],
    });
  });

  it('has a title for every path, however it is spelled', () => {
    const pieces = fc.constantFrom(
      ...['/', '//', '..', 'Studios/', 'Tags/', '#', '#a', ' - ', '[', ']', '(2019)', '.mp4'],
      ...['S01E02', '.1080p', '{imdb-tt1}', '\ud800', '\u202e', '\uef80', '\0', 'é', '第'],
    );
    const paths = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(paths, (parts) => {
        const title = explainName(parts.join(''), rules).fields.find(
          ({ field }) => field === 'title',
        );
        expect(title?.value).toMatch(/./u);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes off only the ending of a video', () => {
    expect(explainName('Mr. Foo vs. Bar', rules).name).toBe('Mr. Foo vs. Bar');
    expect(explainName('Mr. Foo vs. Bar.MKV', rules).name).toBe('Mr. Foo vs. Bar');
  });

  it('has no template for a name that none matches', () => {
    const strict = { ...rules, templates: rules.templates.slice(1, 2) };
    expect(explainName('Foo.mp4', strict)).toMatchObject({
      template: undefined,
      fields: [{ field: 'title', value: 'Foo' }],
    });
  });
});
