import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSidecar } from '../../../indexer/parse/sidecar/parse-sidecar.ts';
import { parseYear } from '../../../indexer/parse/field/release-date.ts';

const video = (value: unknown) => parseSidecar(JSON.stringify(value), 'video');
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseSidecar', () => {
  it('reads all our fields, and keeps the other keys', () => {
    const content = video({
      title: ' Foo ',
      performers: ['Ann', { name: 'Bo' }, 'ann', ''],
      mentions: 'Cy, Di',
      studio: 'Acme',
      line: 'Gold',
      year: '2019',
      released: '28.04.2019',
      tags: ['a', 7],
      categories: 'Drama',
      description: 'One\r\n\r\ntwo\u0000',
      sourceId: 816692,
      rating: 5,
      cast: { crew: ['x'] },
    });
    expect(content).toEqual({
      fields: {
        title: 'Foo',
        performers: ['Ann', 'Bo'],
        mentions: ['Cy', 'Di'],
        studio: 'Acme',
        line: 'Gold',
        year: 2019,
        released: '2019-04-28',
        tags: ['a', '7'],
        categories: ['Drama'],
        description: 'One\n\ntwo',
        sourceId: '816692',
      },
      metadata: { rating: 5, cast: { crew: ['x'] } },
      warnings: [],
    });
  });

  it('understands the names of the API for the release', () => {
    expect(video({ releasedOn: '2019-04-28T10:00:00Z' }).fields).toEqual({
      released: '2019-04-28',
    });
    expect(video({ releasedYear: 2019 }).fields).toEqual({ year: 2019 });
  });

  it('takes null, "" and [] for absent', () => {
    const absent = { title: null, studio: '', performers: [], released: '', durationS: null };
    expect(video(absent)).toEqual({ fields: {}, metadata: {}, warnings: [] });
  });

  it.each([
    ['title', { x: 1 }],
    ['title', 'x'.repeat(501)],
    ['studio', true],
    ['performers', false],
    ['performers', [['Ann']]],
    ['tags', Array.from({ length: 501 }, (_, index) => `t${index}`)],
    ['released', '04.05.2019'],
    ['released', '2019-02-30'],
    ['year', 1492],
    ['year', 'soon'],
  ])('leaves out a bad %s, says so, and uses the rest', (field, value) => {
    const { fields, warnings } = video({ line: 'Gold', [field]: value, sourceId: 'x1' });
    expect(fields).toEqual({ line: 'Gold', sourceId: 'x1' });
    expect(warnings).toEqual([expect.stringContaining(field)]);
  });

  it.each([
    ['', 'is not JSON'],
    ['{"title": "Foo"', 'is not JSON'],
    ['[{"title": "Foo"}]', 'is not a JSON object'],
    ['"Foo"', 'is not a JSON object'],
    ['null', 'is not a JSON object'],
    [nested(500_000), 'is not a JSON object'],
  ])('warns of a sidecar that is no object', (text, warning) => {
    const content = parseSidecar(text, 'video');
    expect(content.fields).toEqual({});
    expect(content.warnings).toEqual([expect.stringContaining(warning)]);
  });

  it('leaves out keys that are nested too deeply', () => {
    const text = `{"title":"Foo","deep":${nested(100_000)},"flat":${nested(8)},"tags":${nested(100_000)}}`;
    const { fields, metadata, warnings } = parseSidecar(text, 'video');
    expect(fields).toEqual({ title: 'Foo' });
    expect(metadata).toEqual({ flat: [[[[[[[[]]]]]]]] });
    expect(warnings).toEqual([expect.stringContaining('tags'), expect.stringContaining('deep')]);
  });

  it('lets nobody touch prototypes', () => {
    const text =
      '{"title":"Foo","__proto__":{"admin":true},"a":{"__proto__":1},"constructor":"ok"}';
    const { fields, metadata, warnings } = parseSidecar(text, 'video');
    expect(fields).toEqual({ title: 'Foo' });
    expect(Object.keys(metadata)).toEqual(['constructor']);
    expect(metadata).not.toHaveProperty('admin');
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
    expect(warnings).toHaveLength(2);
  });

  it('keeps at most 64 KiB of unknown keys', () => {
    const { metadata, warnings } = video({ a: 'x'.repeat(40_000), b: 'x'.repeat(40_000), c: 1 });
    expect(Object.keys(metadata)).toEqual(['a', 'c']);
    expect(warnings).toEqual([expect.stringContaining('b ')]);
  });

  it('does not give a folder’s own title and id to its videos', () => {
    const text = '{"title":"All of Gold","sourceId":"x1","line":"Gold"}';
    expect(parseSidecar(text, 'folder')).toEqual({
      fields: { line: 'Gold' },
      metadata: {},
      warnings: [],
    });
  });

  it('never throws and only gives usable values', () => {
    const keys = fc.constantFrom(
      'title',
      'tags',
      'year',
      'released',
      'performers',
      '__proto__',
      'x',
    );
    const records = fc.dictionary(keys, fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(
          records.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          const { fields } = parseSidecar(text, 'video');
          if (fields.year !== undefined) expect(parseYear(String(fields.year))).toBe(fields.year);
          if (fields.released !== undefined) expect(fields.released).toMatch(/^\d{4}-\d\d-\d\d$/);
          for (const value of [fields.title, fields.tags, fields.performers].flat())
            expect(value).not.toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('parseSidecar on an info file of yt-dlp', () => {
  const info = {
    id: 'aqz-KE-bpKQ',
    title: 'Big Buck Bunny',
    channel: 'Blender',
    uploader: 'BlenderFoundation',
    upload_date: '20141110',
    tags: ['open movie'],
    categories: ['Film & Animation'],
    description: 'A rabbit.',
    webpage_url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
    extractor: 'youtube',
    formats: [{ url: 'https://example.org' }],
  };
  const fieldsOf = (changes: object) =>
    parseSidecar(JSON.stringify({ ...info, ...changes }), 'ytDlpInfo').fields;

  it('translates its keys and drops the rest', () => {
    expect(parseSidecar(JSON.stringify(info), 'ytDlpInfo')).toEqual({
      fields: {
        title: 'Big Buck Bunny',
        studio: 'Blender',
        released: '2014-11-10',
        tags: ['open movie'],
        categories: ['Film & Animation'],
        description: 'A rabbit.',
        sourceId: 'aqz-KE-bpKQ',
      },
      metadata: { webpageUrl: info.webpage_url, extractor: 'youtube' },
      warnings: [],
    });
  });

  it('takes the uploader where there is no channel', () => {
    expect(fieldsOf({ channel: null }).studio).toBe('BlenderFoundation');
  });

  it('prefers the release to the upload', () => {
    expect(fieldsOf({ release_date: '20080410' }).released).toBe('2008-04-10');
    expect(fieldsOf({ release_year: 2008 })).toMatchObject({ year: 2008 });
    expect(fieldsOf({ release_year: 2008 }).released).toBeUndefined();
  });
});
