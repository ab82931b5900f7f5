import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWalkFilter } from '../../../indexer/scan/walk-rules.ts';

const rules = (exclude: readonly string[] = [], root = '/media/videos') =>
  createWalkFilter(root, { extensions: ['mp4', '.MKV', 'ts'], exclude });

describe('walk rules', () => {
  it.each(['a.mp4', 'a.MP4', 'a.b.mkv', 'ß.Ts', '-.mp4', ' .mp4', 'a\n.mp4'])(
    'takes %j for a video',
    (name) => expect(rules().isVideoName(name)).toBe(true),
  );

  it.each(['mp4', '.mp4', 'a.mp4.part', 'a.mp', 'a.mp44', 'a', '', 'amp4', 'a.mp4 '])(
    'takes %j for no video',
    (name) => expect(rules().isVideoName(name)).toBe(false),
  );

  it.each(['.git', '._a.mp4', '.hidden.mp4', '@eaDir', '@EADIR', '#recycle', '$RECYCLE.BIN'])(
    'passes %j by',
    (name) => expect(rules().isHidden(name)).toBe(true),
  );

  it.each(['System Volume Information', 'lost+found', '@Recycle', '#snapshot'])(
    'passes %j by',
    (name) => expect(rules().isHidden(name)).toBe(true),
  );

  it.each(['a.mp4', '@home', 'recycle', 'lost', '$', '#1', '…'])('looks at %j', (name) =>
    expect(rules().isHidden(name)).toBe(false),
  );

  it.each([
    ['private', '/media/videos/private', true],
    ['private', '/media/videos/private/a/b.mp4', true],
    ['private', '/media/videos/private 2/b.mp4', false],
    ['private', '/media/videos/a/private', false],
    ['private/', '/media/videos/private', true],
    ['./private', '/media/videos/private', true],
    ['/media/videos/private', '/media/videos/private/a.mp4', true],
    ['/media/other', '/media/videos/other', false],
    ['/media', '/media/videos/a.mp4', false],
    ['..', '/media/videos/a.mp4', false],
    ['.', '/media/videos/a.mp4', false],
    ['*', '/media/videos/a.mp4', true],
    ['raw*', '/media/videos/raw footage/a.mp4', true],
    ['raw*', '/media/videos/a/raw.mp4', false],
    ['*/raw', '/media/videos/a/raw/b.mp4', true],
    ['*/raw', '/media/videos/a/b/raw', false],
    ['**/raw', '/media/videos/a/b/raw', true],
    ['**/raw', '/media/videos/raw', true],
    ['a/**/z', '/media/videos/a/b/c/z', true],
    ['**/*.sample.mp4', '/media/videos/a/b.sample.mp4', true],
    ['take ?', '/media/videos/take 1/a.mp4', true],
    ['take ?', '/media/videos/take 10/a.mp4', false],
    ['a+(b)[c]{d}.$^|', '/media/videos/a+(b)[c]{d}.$^|/e.mp4', true],
    ['a.c', '/media/videos/abc', false],
    ['Caf\u00e9', '/media/videos/Cafe\u0301/a.mp4', true],
  ])('with %j left out, %j is left out: %s', (pattern, path, expected) => {
    expect(rules([pattern]).isExcluded(path)).toBe(expected);
  });

  it('works below the root folder of the system', () => {
    expect(rules(['/private'], '/').isExcluded('/private/a.mp4')).toBe(true);
    expect(rules(['private'], '/').isExcluded('/privately')).toBe(false);
  });

  it('leaves out exactly a path without wildcards and what is below it', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => !/[/*?\0]|^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), name, (names, more) => {
        const path = `/media/videos/${names.join('/')}`;
        const { isExcluded } = rules([path]);
        expect(isExcluded(path)).toBe(true);
        expect(isExcluded(`${path}/${more}`)).toBe(true);
        expect(isExcluded(`${path}${more}`)).toBe(false);
        expect(isExcluded('/media/videos')).toBe(false);
      }),
    );
  });
});
