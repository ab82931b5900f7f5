import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagNames, toContainerTags } from '../../../indexer/probe/container-tags.ts';

describe('container tags', () => {
  it.each([
    ['iTunes', { '©nam': 'One', '©ART': 'Ann', '©day': '2019', aART: 'Bob', tvsh: 'Show' }],
    [
      'Matroska',
      { TITLE: 'One', ARTIST: 'Ann', DATE_RELEASED: '2019', ALBUM_ARTIST: 'Bob', SHOW: 'Show' },
    ],
    ['ffprobe', { title: 'One', artist: 'Ann', date: '2019', album_artist: 'Bob', show: 'Show' }],
  ])('have the same names whether %s wrote them', (_, raw) => {
    expect(toContainerTags(raw)).toEqual({
      title: 'One',
      artist: 'Ann',
      date: '2019',
      album_artist: 'Bob',
      show: 'Show',
    });
  });

  it('take over what a phone or QuickTime wrote', () => {
    expect(toContainerTags({ 'com.apple.quicktime.title': 'Holiday' })).toEqual({
      title: 'Holiday',
    });
  });

  it('prefer the name itself to another name, and the first of those', () => {
    const raw = { year: '2001', date_released: '2002' };
    expect(toContainerTags(raw)).toEqual({ date: '2001' });
    expect(toContainerTags({ ...raw, date: '2003' })).toEqual({ date: '2003' });
  });

  it('leave out what is empty or about the file rather than the video', () => {
    const raw = {
      title: ' \0 ',
      encoder: 'Lavf',
      major_brand: 'isom',
      constructor: 'x',
      __proto__: 'x',
    };
    expect(toContainerTags(raw)).toEqual({});
  });

  it('are known names with short, trimmed and well-formed text, whatever the file says', () => {
    const name = fc.oneof(fc.constantFrom(...tagNames, '©nam', 'TITLE'), fc.string());
    const value = fc
      .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom(1, 500))
      .map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 5 }), (raw) => {
        for (const [key, text] of Object.entries(toContainerTags(raw))) {
          expect(tagNames).toContain(key);
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toContain('\0');
          expect(text.length).toBeLessThanOrEqual(4096);
        }
      }),
    );
  });
});
