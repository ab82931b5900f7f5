import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../core/similarity/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['ZOË', 'zoe'],
    ['Straße', 'strasse'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['Ωμέγα', 'ωμεγα'],
    ['Йод', 'йод'],
    ['ガンダム', 'ガンダム'],
    ['ｶﾞﾝﾀﾞﾑ', 'ガンダム'],
    ['한국어', '한국어'],
    ['’', "'"],
    ['\udc00', '\ufffd'],
  ])('folds %s to %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('gives well-formed text that folding again does not change', () => {
    const anything = fc.array(fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(anything, (units) => {
        const folded = foldText(String.fromCharCode(...units));
        expect(folded.isWellFormed()).toBe(true);
        expect(foldText(folded)).toBe(folded);
      }),
    );
  });

  it('does not depend on how accents are encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
      }),
    );
  });
});
