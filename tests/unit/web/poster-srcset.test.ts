import { expect, test } from 'vitest';
import { posterSrcset } from '../../../web/lib/poster-srcset.ts';

const small = { url: '/media/01/small.jpg?v=1', width: 640, height: 360 };
const large = { url: '/media/01/large.jpg?v=1', width: 1280, height: 720 };

test.each([
  [[small, large], '/media/01/small.jpg?v=1 640w, /media/01/large.jpg?v=1 1280w'],
  // The video is no larger, or the poster is of a Reeldex that made one only.
  [[small], undefined],
  [[], undefined],
])('%o is offered as %o', (posters, srcset) => {
  expect(posterSrcset(posters)).toBe(srcset);
});
