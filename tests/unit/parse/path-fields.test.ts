import { describe, expect, it } from 'vitest';
import { defaultFolders } from '../../../core/default-templates.ts';
import { readPathFields, readPathWords } from '../../../indexer/parse/folder/path-fields.ts';

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
    // Folders that only sort, values that are none.
    ['Performers/A/Ann Lee/x.mp4', { performers: ['Ann Lee'] }],
    ['Studios/A - F/Acme/x.mp4', { studio: 'Acme' }],
    ['Performers/#/50 Cent/x.mp4', { performers: ['50 Cent'] }],
    ['Studios/2019-04-28/x.mp4', {}],
    ['Studios/1080p/x.mp4', {}],
    ['Performers/Ann, 01/x.mp4', { performers: ['Ann'] }],
    ['Tags/2019/x.mp4', { tags: ['2019'] }],
    ['TV Shows/Gold/Season 1/x.mp4', { line: 'Gold' }],
    // Tags in the names of folders.
    ['#live/x.mp4', { tags: ['live'] }],
    ['Rome 2019 #holiday #big_screen/x.mp4', { tags: ['holiday', 'big_screen'] }],
    ['Performers/Ann #live/x.mp4', { performers: ['Ann'], tags: ['live'] }],
    ['C#/Take #1/x.mp4', {}],
  ])('reads %j', (path, expected) => {
    expect(readPathFields(path, defaultFolders)).toEqual(expected);
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
