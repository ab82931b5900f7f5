import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSidecar } from '../../../indexer/parse/sidecar/parse-sidecar.ts';

const nfo = (text: string) => parseSidecar(text, 'nfo');
const nothing = { fields: {}, metadata: {}, warnings: [] };

describe('parseSidecar on a .nfo of Kodi', () => {
  it('reads a movie', () => {
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <!-- created by a media manager -->
      <movie>
        <title>Big Buck Bunny</title>
        <originaltitle>Peach</originaltitle>
        <plot>A rabbit &amp; three rodents.</plot>
        <outline>A rabbit.</outline>
        <runtime>10</runtime>
        <genre>Animation</genre>
        <genre>Comedy / Short</genre>
        <tag>open movie</tag>
        <studio>Blender</studio>
        <studio>Netherlands Film Fund</studio>
        <premiered>2008-04-10</premiered>
        <year>2009</year>
        <set><name>Open Movies</name><overview>All of them.</overview></set>
        <actor><name>Second</name><role>Frank</role><order>1</order></actor>
        <actor><name>First</name><role>Bunny</role><order>0</order><thumb>http://x.org/a.jpg</thumb></actor>
        <uniqueid type="tmdb">10378</uniqueid>
        <uniqueid type="imdb" default="true">tt1254207</uniqueid>
        <ratings><rating name="imdb" max="10"><value>6.6</value></rating></ratings>
        <thumb aspect="poster">http://x.org/b.jpg</thumb>
        <fileinfo><streamdetails><video><codec>h264</codec></video></streamdetails></fileinfo>
      </movie>`;
    expect(nfo(text)).toEqual({
      fields: {
        title: 'Big Buck Bunny',
        description: 'A rabbit & three rodents.',
        studio: 'Blender',
        performers: ['First', 'Second'],
        categories: ['Animation', 'Comedy', 'Short'],
        tags: ['open movie'],
        released: '2008-04-10',
        year: 2009,
        line: 'Open Movies',
        sourceId: 'tt1254207',
      },
      metadata: {
        originaltitle: 'Peach',
        runtime: '10',
        ratings: { rating: { name: 'imdb', max: '10', value: '6.6' } },
      },
      warnings: [],
    });
  });

  it('reads the first episode of a file, with its show as the line', () => {
    const episode = (title: string, number: number) =>
      `<episodedetails><title>${title}</title><showtitle>Gold</showtitle><season>2</season>
       <episode>${number}</episode><aired>2019-04-28</aired></episodedetails>`;
    expect(nfo(`${episode('Pilot', 1)}\n${episode('Second', 2)}`)).toEqual({
      fields: { title: 'Pilot', line: 'Gold', released: '2019-04-28' },
      metadata: { season: '2', episode: '1' },
      warnings: [],
    });
  });

  it('reads the artists of a music video before its actors', () => {
    const text =
      '<musicvideo><title>Foo</title><artist>Ann</artist><artist>Bo</artist><actor><name>Cy</name></actor><album>Gold</album></musicvideo>';
    expect(nfo(text)).toMatchObject({
      fields: { title: 'Foo', performers: ['Ann', 'Bo', 'Cy'] },
      metadata: { album: 'Gold' },
    });
  });

  it('takes a show’s title for the line of its episodes, and none of its own release, id and plot', () => {
    const text = `<tvshow><title>Gold</title><plot>All of it.</plot><premiered>2001-01-01</premiered><id>7</id>
      <genre>Drama</genre><studio>Acme</studio><tag>best</tag><actor><name>Ann</name></actor></tvshow>`;
    expect(parseSidecar(text, 'showNfo')).toEqual({
      fields: {
        line: 'Gold',
        studio: 'Acme',
        performers: ['Ann'],
        categories: ['Drama'],
        tags: ['best'],
      },
      metadata: {},
      warnings: [],
    });
  });

  it.each([
    ['an old set', '<movie><set>Gold</set></movie>', { line: 'Gold' }],
    [
      'a release date',
      '<movie><releasedate>28.04.2019</releasedate></movie>',
      { released: '2019-04-28' },
    ],
    ['a year alone', '<movie><year>2019</year></movie>', { year: 2019 }],
    ['an outline alone', '<movie><outline>A film.</outline></movie>', { description: 'A film.' }],
    [
      'CDATA',
      '<movie><plot><![CDATA[One <b> & "two".]]></plot></movie>',
      { description: 'One <b> & "two".' },
    ],
    ['numbered characters', '<movie><title>&#201;t&#xe9;</title></movie>', { title: 'Été' }],
    [
      'an id of another kind',
      '<movie><uniqueid type="tmdb">7</uniqueid></movie>',
      { sourceId: 'tmdb:7' },
    ],
    ['an old id', '<movie><id>tt0816692</id></movie>', { sourceId: 'tt0816692' }],
    ['empty elements', '<movie><title/><genre></genre><actor/><year/></movie>', {}],
    ['an empty root', '<movie />', {}],
    ['capital letters', '<MOVIE><title>Foo</title></MOVIE>', { title: 'Foo' }],
    [
      'a URL after the XML',
      '<movie><title>Foo</title></movie>\nhttps://www.imdb.com/title/tt1/',
      { title: 'Foo' },
    ],
  ])('reads %s', (_what, text, fields) => {
    expect(nfo(text)).toMatchObject({ fields, warnings: [] });
  });

  it.each([
    ['https://www.imdb.com/title/tt0816692/', 'tt0816692'],
    ['http://imdb.com/de/title/tt0816692', 'tt0816692'],
    ['https://www.themoviedb.org/movie/157336-interstellar', 'tmdb:157336'],
    ['https://thetvdb.com/?tab=series&id=81189', 'tvdb:81189'],
    ['▄▄ RELEASE ▄▄\n iMDB: http://www.imdb.com/title/tt0816692/ \n greets', 'tt0816692'],
  ])('takes the id from %j, which is no XML', (text, sourceId) => {
    expect(nfo(text)).toEqual({ ...nothing, fields: { sourceId } });
  });

  it('has nothing to say of other text', () => {
    expect(nfo('▄▄ Some group ▄▄ 1 < 2 <3')).toEqual(nothing);
    expect(nfo('')).toEqual(nothing);
    expect(parseSidecar('https://www.imdb.com/title/tt1/', 'showNfo')).toEqual(nothing);
  });

  it.each([
    ['<movie>\n<title>Foo</movie>', 'line 2:'],
    ['<movie><title>Foo</title>', 'Unclosed tag'],
    ['<?xml version="1.0"?><album><title>Foo</title></album>', 'holds none of <movie>'],
    ['<tvshow><title>Foo</title></tvshow>', 'is a <tvshow>, which has no place here'],
    [`<movie>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</movie>`, 'nested'],
    [`<movie>${'<a>'.repeat(200_000)}`, 'not usable XML'],
    ['<movie><__proto__><admin>1</admin></__proto__></movie>', 'not usable XML'],
  ])('warns of %.40s', (text, problem) => {
    const { fields, metadata, warnings } = nfo(text);
    expect({ fields, metadata }).toEqual({ fields: {}, metadata: {} });
    expect(warnings).toEqual([expect.stringContaining(problem)]);
    expect(warnings[0]?.length).toBeLessThan(300);
  });

  it('expands no entity that a file declares outside the root, be it a bomb or another file', () => {
    const bomb = ['<!ENTITY a "ha">']
      .concat(Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`))
      .join('');
    const file = '<!ENTITY x SYSTEM "file:///etc/passwd">';
    const text = `<?xml version="1.0"?><!DOCTYPE movie [${bomb}${file}]><movie><title>&a8; &x; Foo</title></movie>`;
    expect(nfo(text).fields.title).toBe('&a8; &x; Foo');
  });

  it('refuses a bomb inside the root', () => {
    const text = `<movie><!DOCTYPE m [<!ENTITY a "${'a'.repeat(9000)}">]><plot>${'&a;'.repeat(1000)}</plot></movie>`;
    expect(nfo(text).warnings).toEqual([expect.stringContaining('not usable XML')]);
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '<movie>',
        '</movie>',
        '<title>',
        '</title>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '&',
        '&#1;',
      ],
      ...[
        '<?xml ',
        '?>',
        '<!DOCTYPE ',
        '<!ENTITY a "b">',
        '"',
        "'",
        '=',
        '<',
        '>',
        '/',
        ' ',
        'a',
        '\0',
        '\ud800',
      ],
    );
    const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isInRoot) => {
        const whole = isInRoot ? `<movie>${text}</movie>` : text;
        expect(nfo(whole).warnings.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 2000 },
    );
  });
});
