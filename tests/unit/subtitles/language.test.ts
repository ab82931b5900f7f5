import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageName, languageOfName, languageTag } from '../../../core/contract/language.ts';

describe('a language', () => {
  test.each([
    ['en', 'en'],
    ['eng', 'en'],
    ['ger', 'de'],
    ['deu', 'de'],
    ['fre', 'fr'],
    ['chi', 'zh'],
    ['pt-BR', 'pt-BR'],
    ['pt_br', 'pt-BR'],
    ['por-BR', 'pt-BR'],
    ['zh-hans', 'zh-Hans'],
    ['chs', 'zh-Hans'],
    ['es-419', 'es-419'],
    ['jp', 'ja'],
    ['yue', 'yue'],
    ['und', undefined],
    ['mul', undefined],
    ['xx', undefined],
    ['english', undefined],
    ['', undefined],
  ])('of the code %j is %j', (code, tag) => {
    expect(languageTag(code)).toBe(tag);
  });

  test.each([
    ['English', 'en'],
    ['ESPAÑOL', 'es'],
    ['espanol', 'es'],
    ['日本語', 'ja'],
    ['русский', 'ru'],
    ['Brazilian Portuguese', 'pt-BR'],
    ['Portuguese (Brazil)', 'pt-BR'],
    ['Chinese Simplified', 'zh-Hans'],
    ['Farsi', 'fa'],
    ['Signs', undefined],
    ['', undefined],
  ])('of the name %j is %j', (name, tag) => {
    expect(languageOfName(name)).toBe(tag);
  });

  test('that is known has a name, which means it', () => {
    const letter = fc.integer({ min: 97, max: 122 }).map((code) => String.fromCharCode(code));
    const code = fc.tuple(letter, letter).map((letters) => letters.join(''));
    fc.assert(
      fc.property(code, (asked) => {
        const tag = languageTag(asked);
        if (tag !== undefined)
          expect(languageName(languageOfName(languageName(tag)) ?? '')).toBe(languageName(tag));
      }),
    );
  });

  test('is never found by throwing, whatever a file says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        languageTag(text);
        languageOfName(text);
      }),
    );
  });
});
