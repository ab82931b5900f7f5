import { expect, test } from 'vitest';
import { isUnfinished, watchedRatio } from '../../../web/lib/watched-ratio.ts';

test.each([
  [null, 100, 0, false],
  [50, null, 0, false],
  [50, 0, 0, false],
  [2, 100, 0.02, false],
  [3, 100, 0.03, true],
  [95, 100, 0.95, true],
  [96, 100, 0.96, false],
  [500, 100, 1, false],
  [1, 2, 0.5, false],
])(
  'stopped at %o of %o seconds: %d watched, to be continued: %o',
  (positionS, durationS, ratio, unfinished) => {
    expect(watchedRatio({ positionS, durationS })).toBe(ratio);
    expect(isUnfinished({ positionS, durationS })).toBe(unfinished);
  },
);
