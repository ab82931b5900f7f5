import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchDocument, toDocument } from '../../../meili/document.ts';
import { entryOf, hashOf } from '../../support/meilisearch-entries.ts';

/** Half surrogate pairs included. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe('toDocument', () => {
  test('says everything about a video that can be searched', () => {
    const document = toDocument(
      entryOf(1, {
        video: {
          title: 'The Amélie 2',
          performers: ['Audrey Tautou', 'AUDREY TAUTOU', ' '],
          studio: 'UGC',
          pathWords: ['Café', 'cafe', 'films'],
          releasedOn: '2001-04-25',
          releasedYear: 2001,
          width: 1920,
          height: 800,
          durationS: 7199.999,
        },
        views: 3,
        lastViewedMs: 1_700_000_000_123,
        isFavourite: true,
      }),
    );
    expect(searchDocument.safeParse(document).success).toBe(true);
    expect(document).toMatchObject({
      hash: hashOf(1),
      title: 'The Amélie 2',
      titleKey: 'amelie 000000000002',
      performers: ['Audrey Tautou'],
      initials: ['a', 't'],
      studio: 'UGC',
      line: null,
      pathWords: ['cafe', 'films'],
      releasedAt: Date.UTC(2001, 3, 25),
      releasedYear: 2001,
      resolution: '1080p',
      lines: 1080,
      durationSlot: 719,
      views: 3,
      lastViewedAt: 1_700_000_000_123,
      isFavourite: true,
      shuffle: Number.parseInt(hashOf(1).slice(0, 8), 16),
      rev: 1,
    });
  });

  test.each([
    ['2001-04-25', 1999, Date.UTC(2001, 3, 25)],
    [undefined, 1923, Date.UTC(1923, 0, 1)],
    ['1895-12-28', undefined, Date.UTC(1895, 11, 28)],
    ['nonsense', undefined, null],
    [undefined, undefined, null],
  ])('released on %s or in %s', (releasedOn, releasedYear, releasedAt) => {
    const document = toDocument(entryOf(1, { video: { releasedOn, releasedYear } }));
    expect(document.releasedAt).toBe(releasedAt);
    const yearOf = releasedAt === null ? null : new Date(releasedAt).getUTCFullYear();
    expect(document.releasedYear).toBe(yearOf);
  });

  test('whatever the texts are, the document can be sent as JSON', () => {
    const anyText = fc.string({ unit: anyCharacter });
    const lists = fc.array(anyText, { maxLength: 5 });
    const texts = fc.record({ title: anyText, description: anyText, studio: anyText, tags: lists });
    fc.assert(
      fc.property(texts, (video) => {
        const document = toDocument(entryOf(1, { video }));
        expect(searchDocument.safeParse(document).success).toBe(true);
        // Half a surrogate pair would be an escape that the engine's parser refuses.
        expect(JSON.stringify(document)).not.toMatch(/\\ud[89a-f]/i);
        expect(JSON.parse(JSON.stringify(document))).toEqual(document);
      }),
    );
    const torn = toDocument(entryOf(1, { video: { title: 'a\ud83d', tags: ['\ude00b'] } }));
    expect(JSON.stringify(torn)).not.toMatch(/\\ud/i);
  });

  test('a hostile sidecar makes no giant document', () => {
    const tags = Array.from({ length: 100_000 }, (_, n) => `tag ${n}`);
    const document = toDocument(entryOf(1, { video: { description: 'x'.repeat(1e7), tags } }));
    expect(JSON.stringify(document).length).toBeLessThan(100_000);
  });

  test.each([
    ['a duration that is no number', { durationS: Number.NaN }],
    ['an endless duration', { durationS: Number.POSITIVE_INFINITY }],
    ['a hash that is no identifier', { hash: 'not a hash!' }],
    ['a size that is no number', { sizeBytes: Number.NaN }],
    ['a date that is no number', { addedMs: Number.NaN }],
  ])('%s is refused before it is sent', (_, video) => {
    expect(searchDocument.safeParse(toDocument(entryOf(1, { video }))).success).toBe(false);
  });
});
