import { describe, expect, it } from 'vitest';
import { defaultFolders } from '../../../core/default-templates.ts';
import { readPathFields, readPathWords } from '../../../indexer/parse/path-fields.ts';

describe('readPathFields', () => {
  it.each([
    ['x.mp4', {}],
    ['Holidays/2019/x.mp4', {}],
    ['Performers/Ann Lee/x.mp4', { performers: ['Ann Lee'] }],
    ['artist/Ann, Bo/live/x.mp4', { performers: ['Ann', 'Bo'] }],
    ['a/STUDIOS/Acme_Films/x.mp4', { studio: 'Acme Films' }],
    ['Channels/Acme/Series/Gold/x.mp4', { studio: 'Acme', line: 'Gold' }],
    ['Studios/Acme/Studios/Sub/x.mp4', { studio: 'Sub' }],
    ['Tags/live/tags/home/tag/LIVE/x.mp4', { tags: ['live', 'home'] }],
    ['Genres/Drama/Categories/Short/x.mp4', { categories: ['Drama', 'Short'] }],
    ['Performers/Tags/x.mp4', { performers: ['Tags'] }],
    ['Performers/x.mp4', {}],
    ['Performers.mp4', {}],
    ['performers//x.mp4', {}],
    ['Performers/Zoe\u0308/x.mp4', { performers: ['Zoë'] }],
    ['constructor/__proto__/x.mp4', {}],
  ])('reads %j', (path, expected) => {
    expect(readPathFields(path)).toEqual(expected);
  });

  it('follows the configured folder names', () => {
    const names = { ...defaultFolders, performers: ['schauspieler'] };
    expect(readPathFields('Schauspieler/Ann/x.mp4', names)).toEqual({ performers: ['Ann'] });
    expect(readPathFields('Performers/Ann/x.mp4', names)).toEqual({});
  });
});

describe('readPathWords', () => {
  it.each([
    ['x.mp4', ['x']],
    ['Holidays/2019 Rome/Day_1 - Rome.mp4', ['holidays', '2019', 'rome', 'day', '1']],
    ['E\u0301te\u0301/宮崎駿/[x] été.tar.mkv', ['été', '宮崎駿', 'x', 'tar']],
    ['---.mp4', []],
  ])('reads %j', (path, words) => {
    expect(readPathWords(path)).toEqual(words);
  });
});
