import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTermCounts, serializeTermCounts } from '../../../core/similarity/term-counts.ts';

const terms = fc
  .tuple(
    fc.constantFrom('c', 'f', 'l', 'p', 's', 't', 'w'),
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  )
  .map(([letter, text]) => `${letter}:${text.replace(/[\t\n]/g, ' ')}`);

const counts = fc
  .array(fc.tuple(terms, fc.integer({ min: 1, max: 255 })))
  .map((entries) => new Map(entries));

describe('term counts as text', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(counts, (written) => {
        expect(parseTermCounts(serializeTermCounts(written))).toEqual(written);
      }),
    );
  });

  it('writes equal counts equally, in whatever order they were counted', () => {
    fc.assert(
      fc.property(counts, (written) => {
        const reversed = new Map([...written].reverse());
        expect(serializeTermCounts(reversed)).toBe(serializeTermCounts(written));
      }),
    );
  });

  it('writes one term a line, with its count when that is above 1', () => {
    const written = new Map([
      ['w:beach', 2],
      ['p:jane doe', 1],
    ]);
    expect(serializeTermCounts(written)).toBe('p:jane doe\nw:beach\t2');
  });

  it.each([
    ['a term without a kind', 'beach'],
    ['an unknown kind', 'x:beach'],
    ['a kind alone', 'w:'],
    ['an empty line', 'w:a\n\nw:b'],
    ['a count of 0', 'w:a\t0'],
    ['a count above a byte', 'w:a\t256'],
    ['a fraction', 'w:a\t1.5'],
    ['a count that is no number', 'w:a\tx'],
    ['an endless term', `w:${'a'.repeat(1000)}`],
    ['JSON', '{"w:beach":1}'],
  ])('refuses %s', (_, text) => {
    expect(() => parseTermCounts(text)).toThrow(
      expect.objectContaining({ code: 'bad_term_counts' }),
    );
  });
});
