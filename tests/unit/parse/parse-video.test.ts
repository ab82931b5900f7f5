import { describe, expect, it } from 'vitest';
import { configFile } from '../../../core/config-schema.ts';
import { fromFsName } from '../../../core/path-bytes.ts';
import { mergeMetadata } from '../../../indexer/parse/merge-metadata.ts';
import { compileNameRules } from '../../../indexer/parse/name/name-rules.ts';
import { parseVideo } from '../../../indexer/parse/parse-video.ts';

const rules = compileNameRules(configFile.parse({}));

describe('parseVideo', () => {
  it('joins all sources and remembers where each field came from', () => {
    const metadata = parseVideo({
      relativePath: 'Studios/Folder Films/Tags/home/Ann - [Acme] [2019] Foo [Bo, Cy] #live.mp4',
      rules,
      sidecar: {
        fields: { performers: ['Cy', 'Di'], tags: ['Home', 'best'], description: 'A film.' },
        metadata: { rating: 5 },
      },
      containerTags: {
        title: 'untitled',
        date: '2019-04-28',
        genre: 'Drama',
        keywords: 'LIVE, film',
      },
    });
    expect(metadata).toEqual({
      title: 'Foo',
      performers: ['Cy', 'Di', 'Bo'],
      studio: 'Acme',
      line: undefined,
      categories: ['Drama'],
      tags: ['Home', 'best', 'live', 'film'],
      description: 'A film.',
      releasedOn: '2019-04-28',
      releasedYear: 2019,
      sourceId: undefined,
      metadata: { rating: 5 },
      provenance: {
        title: 'filename',
        performers: 'sidecar',
        mentions: 'filename',
        studio: 'filename',
        categories: 'container',
        tags: 'sidecar',
        description: 'sidecar',
        releasedOn: 'container',
        releasedYear: 'filename',
      },
      pathWords: [
        ...['studios', 'folder', 'films', 'tags', 'home', 'ann', 'acme'],
        ...['2019', 'foo', 'bo', 'cy', 'live'],
      ],
    });
  });

  it('takes what only the path says', () => {
    const { studio, tags, provenance } = parseVideo({
      relativePath: 'Channels/Acme/Tags/home/Foo.mp4',
      rules,
    });
    expect({ studio, tags }).toEqual({ studio: 'Acme', tags: ['home'] });
    expect(provenance).toEqual({ title: 'filename', studio: 'path', tags: 'path' });
  });

  it('takes off the extension only', () => {
    const titleOf = (relativePath: string) => parseVideo({ relativePath, rules }).title;
    expect(titleOf('Mr. Foo vs. Bar.mkv')).toBe('Mr. Foo vs. Bar');
    expect(titleOf('a.b/Foo')).toBe('Foo');
    expect(titleOf('.mp4')).toBe('mp4');
  });

  it('reads names that are not UTF-8 as old systems wrote them', () => {
    const relativePath = fromFsName(Buffer.from('Studios/Caf\xe9/\x93Foo\x94.avi', 'latin1'));
    expect(parseVideo({ relativePath, rules })).toMatchObject({
      studio: 'Café',
      title: '“Foo”',
    });
  });
});

describe('mergeMetadata', () => {
  const filename = { title: 'Foo' };

  it('prefers sidecar to filename to path to container, field by field', () => {
    const said = {
      sidecar: { title: 'Sidecar' },
      filename: { title: 'Foo', studio: 'Name' },
      path: { studio: 'Path', line: 'Path' },
      container: { title: 'Box', studio: 'Box', line: 'Box', description: 'Box' },
    };
    expect(mergeMetadata(said)).toMatchObject({
      title: 'Sidecar',
      studio: 'Name',
      line: 'Path',
      description: 'Box',
      provenance: { title: 'sidecar', studio: 'filename', line: 'path', description: 'container' },
    });
  });

  it.each([
    ['IMG 1234', 'Rome'],
    ['VID 20190428 123456', 'Rome'],
    ['GOPR0123', 'Rome'],
    ['20190428 123456', 'Rome'],
    ['title t00', 'Rome'],
    ['Untitled', 'Rome'],
    ['1917', '1917'],
    ['Movie 43', 'Movie 43'],
    ['Foo 20190428', 'Foo 20190428'],
  ])('prefers the title inside the file to a camera’s name: %j', (name, title) => {
    const merged = mergeMetadata({ filename: { title: name }, container: { title: 'Rome' } });
    expect(merged.title).toBe(title);
    expect(merged.provenance['title']).toBe(title === 'Rome' ? 'container' : 'filename');
  });

  it('keeps a camera’s name when there is no other title', () => {
    expect(mergeMetadata({ filename: { title: 'IMG 1234' } }).title).toBe('IMG 1234');
  });

  it('gives a year alone no date', () => {
    const { releasedOn, releasedYear, provenance } = mergeMetadata({
      filename: { ...filename, year: 2019 },
    });
    expect({ releasedOn, releasedYear }).toEqual({ releasedOn: undefined, releasedYear: 2019 });
    expect(provenance).toEqual({ title: 'filename', releasedYear: 'filename' });
  });

  it('takes the year from the date where one source has both', () => {
    const merged = mergeMetadata({ filename: { ...filename, year: 2018, released: '2019-04-28' } });
    expect(merged).toMatchObject({ releasedOn: '2019-04-28', releasedYear: 2019 });
  });

  it('does not join a year to a weaker source’s date of another year', () => {
    const merged = mergeMetadata({
      sidecar: { year: 2001 },
      filename: { ...filename, released: '2019-04-28' },
      container: { released: '2001-02-03' },
    });
    expect(merged).toMatchObject({ releasedOn: '2001-02-03', releasedYear: 2001 });
    expect(merged.provenance).toMatchObject({ releasedOn: 'container', releasedYear: 'sidecar' });
  });

  it('lists mentions after the performers, each person once', () => {
    const merged = mergeMetadata({
      sidecar: { mentions: ['Bo', 'Cy'] },
      filename: { ...filename, performers: ['Ann', 'bo'], mentions: ['Di'] },
    });
    expect(merged.performers).toEqual(['Ann', 'bo', 'Cy']);
    expect(merged.provenance).toEqual({
      title: 'filename',
      performers: 'filename',
      mentions: 'sidecar',
    });
  });

  it('makes performers of mentions when nobody else is named', () => {
    const merged = mergeMetadata({ filename: { ...filename, mentions: ['Bo'] } });
    expect(merged.performers).toEqual(['Bo']);
    expect(merged.provenance).toMatchObject({ performers: 'filename', mentions: 'filename' });
  });
});
