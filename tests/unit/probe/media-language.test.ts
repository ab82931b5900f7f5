import { expect, it } from 'vitest';
import { parseMediaLanguage } from '../../../indexer/probe/isobmff/language.ts';

it.each([
  [0x15c7, 'eng'],
  [0x1a41, 'fra'],
  [0, 'eng'],
  [2, 'deu'],
  [0x55c4, undefined],
  [0x7fff, undefined],
  [900, undefined],
])('the language field %i says %s', (code, language) => {
  expect(parseMediaLanguage(code)).toBe(language);
});
