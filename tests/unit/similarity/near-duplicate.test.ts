import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areNearDuplicates } from '../../../core/similarity/near-duplicate.ts';
import type { ComparedVideo } from '../../../core/similarity/near-duplicate.ts';

function video(changes: Partial<ComparedVideo>): ComparedVideo {
  return {
    title: 'The D is Silent: Challenges in Teaching Django',
    performers: ['Caleb Smith'],
    studio: 'DjangoCon US 2015',
    line: undefined,
    releasedOn: undefined,
    releasedYear: undefined,
    durationS: 1951,
    ...changes,
  };
}

/** Most of these pairs are real talks. */
const same: readonly (readonly [string, Partial<ComparedVideo>, Partial<ComparedVideo>])[] = [
  ['a copy', {}, {}],
  ['a copy of nearly the same length', { durationS: 1951 }, { durationS: 1970 }],
  ['a short copy with a second more', { durationS: 44 }, { durationS: 46 }],
  ['a copy in other letters', { title: 'Zoë’s (last) show' }, { title: 'ZOES: last show' }],
  [
    'a copy whose title names who speaks',
    { title: 'Micropython Gotchas - Michal Galka', performers: ['Michal Galka'] },
    { title: 'Micropython Gotchas', performers: ['Michał Galka'] },
  ],
  [
    'a copy that says where it was, and one of which less is known',
    { title: 'EuroSciPy 2017: AutoWIG, wrapping C++', studio: undefined, performers: [] },
    { title: 'AutoWIG - wrapping C++', studio: 'EuroSciPy 2017', performers: ['Pierre Fernique'] },
  ],
  ['another resolution', { title: 'Big Buck Bunny 1080p 60fps' }, { title: 'Big Buck Bunny 4K' }],
  [
    'a longer cut',
    { title: 'Alien', durationS: 7020 },
    { title: 'Alien (Director’s Cut, remastered)', durationS: 8000 },
  ],
  [
    'a video whose title is only names',
    { title: 'Caleb Smith', durationS: 60 },
    { title: 'Caleb Smith', durationS: 61 },
  ],
];

const other: readonly (readonly [string, Partial<ComparedVideo>, Partial<ComparedVideo>])[] = [
  [
    'the next part, as long',
    { title: 'Build your own IVR - part3' },
    { title: 'Build your own IVR - part4' },
  ],
  ['part I and part II', { title: 'Network: Part I' }, { title: 'Network: Part II' }],
  ['part I and the whole', { title: 'Network: Part I' }, { title: 'Network' }],
  ['part 1/3 and 2/3', { title: 'Building blocks - 1/3' }, { title: 'Building blocks - 2/3' }],
  [
    'the same numbers in another order',
    { title: 'Lightning Talks, day 2, talk 3' },
    { title: 'Lightning Talks, day 3, talk 2' },
  ],
  [
    'numbered recordings of one event',
    { title: 'PyCon mini 2016 (4)', studio: 'PyCon mini 2016', durationS: 4304 },
    { title: 'PyCon mini 2016 (2)', studio: 'PyCon mini 2016', durationS: 4273 },
  ],
  [
    'one with a number that the other lacks',
    { title: 'PyData 2018 - Day 2 - Hall 2' },
    { title: 'PyData 2018 - Hall 2' },
  ],
  ['one of another length', { durationS: 1951 }, { durationS: 2100 }],
  ['one of unknown length', {}, { durationS: undefined }],
  ['two of unknown length', { durationS: undefined }, { durationS: undefined }],
  [
    'a talk given again elsewhere',
    { studio: 'EuroPython 2017', durationS: 1687 },
    { studio: 'PyCon US 2017', durationS: 1687 },
  ],
  ['somebody else under the same title', {}, { performers: ['Larry Hastings'] }],
  [
    'the news of the next day',
    { title: 'The News', releasedOn: '2019-04-28' },
    { title: 'The News', releasedOn: '2019-04-29' },
  ],
  ['a remake', { releasedYear: 1962 }, { releasedYear: 1997 }],
  ['another series', { title: 'Pilot', line: 'Lost' }, { title: 'Pilot', line: 'Fargo' }],
  ['titles without a word', { title: '!!!' }, { title: '???' }],
  ['an extra that shares a word', { title: 'Alien' }, { title: 'Alien: the making of' }],
  [
    'the same long title with "version" in it, of another length',
    { title: 'Version control', durationS: 1000 },
    { title: 'Version control', durationS: 1100 },
  ],
];

describe('areNearDuplicates', () => {
  it.each(same)('takes %s for the same video', (_, a, b) => {
    expect(areNearDuplicates(video(a), video(b))).toBe(true);
    expect(areNearDuplicates(video(b), video(a))).toBe(true);
  });

  it.each(other)('tells %s apart', (_, a, b) => {
    expect(areNearDuplicates(video(a), video(b))).toBe(false);
    expect(areNearDuplicates(video(b), video(a))).toBe(false);
  });

  it('never takes episodes for each other, whatever the series is called', () => {
    const names = fc.string({ minLength: 1, maxLength: 20 });
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(
      fc.property(names, names, numbers, (title, line, [one = 0, two = 0]) => {
        const a = video({ title: `${title} - ${one}`, line });
        const b = video({ title: `${title} - ${two}`, line });
        expect(areNearDuplicates(a, b)).toBe(false);
      }),
    );
  });

  it('takes any video with a word in its title for the same as its copy', () => {
    const titles = fc.string({ unit: 'grapheme', maxLength: 40 }).map((title) => `${title} word`);
    fc.assert(
      fc.property(titles, fc.array(fc.string()), fc.nat(1e5), (title, performers, durationS) => {
        const one = video({ title, performers, durationS });
        expect(areNearDuplicates(one, { ...one, title: `«${title}» (HD)` })).toBe(true);
      }),
    );
  });
});
