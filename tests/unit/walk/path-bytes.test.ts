import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFsName, isDoubtfulName, isEscapedPath, toFsPath } from '../../../core/path-bytes.ts';

const bytesOf = (path: string | Buffer): Buffer =>
  typeof path === 'string' ? Buffer.from(path) : path;

/** Byte sequences that mix plain text, cut sequences and the characters of the escape itself. */
const names = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 4 }).map((text) => Buffer.from(text)),
      fc
        .integer({ min: 0xef7e, max: 0xf001 })
        .map((code) => Buffer.from(String.fromCharCode(code))),
      fc
        .constantFrom('é', 'e\u0301', '\ufffd', '%s', "'", '\n', '😀')
        .map((text) => Buffer.from(text)),
      fc
        .constantFrom([0xc3], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0xc0, 0x80])
        .map((b) => Buffer.from(b)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));

describe('path bytes', () => {
  it('gives every byte sequence back unchanged', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(bytesOf(toFsPath(fromFsName(name)))).toEqual(name);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives different names different texts', () => {
    fc.assert(
      fc.property(names, names, (one, other) => {
        expect(fromFsName(one) === fromFsName(other)).toBe(one.equals(other));
      }),
    );
  });

  it('makes text that UTF-8 and JSON keep', () => {
    fc.assert(
      fc.property(names, (name) => {
        const text = fromFsName(name);
        expect(text.isWellFormed()).toBe(true);
        expect(JSON.parse(JSON.stringify(text))).toBe(text);
        expect(Buffer.from(text).toString('utf8')).toBe(text);
      }),
    );
  });

  it('leaves valid UTF-8 as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/[\uef80-\uefff]/.test(text));
        expect(fromFsName(Buffer.from(text))).toBe(text);
        expect(toFsPath(text)).toBe(text);
        expect(isEscapedPath(text)).toBe(false);
      }),
    );
  });

  it.each([
    ['a Latin-1 é', [0x63, 0x61, 0x66, 0xe9], 'caf\uefe9'],
    ['an encoded surrogate', [0xed, 0xa0, 0x80], '\uefed\uefa0\uef80'],
    ['an overlong slash', [0xc0, 0xaf], '\uefc0\uefaf'],
    ['a cut sequence before a letter', [0xe2, 0x82, 0x41], '\uefe2\uef82A'],
    ['a character of the escape itself', [0xee, 0xbe, 0x80], '\uefee\uefbe\uef80'],
  ])('escapes %s byte by byte', (_, bytes, text) => {
    expect(fromFsName(Buffer.from(bytes))).toBe(text);
    expect(isEscapedPath(text)).toBe(true);
  });

  it('doubts exactly the names that a string may misrepresent', () => {
    fc.assert(
      fc.property(names, (name) => {
        const asString = name.toString('utf8');
        if (!isDoubtfulName(asString)) expect(fromFsName(name)).toBe(asString);
      }),
    );
    expect(isDoubtfulName('plain é.mp4')).toBe(false);
    expect(isDoubtfulName('caf\ufffd.mp4')).toBe(true);
  });
});
