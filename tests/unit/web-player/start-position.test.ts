import { describe, expect, test } from 'vitest';
import { startPosition } from '../../../web/components/player/start-position.ts';

describe('playback starts', () => {
  test.each([
    [
      'at the start of what was never watched',
      { asked: null, positionS: null, durationS: 100 },
      0,
      false,
    ],
    ['where a person stopped', { asked: null, positionS: 40, durationS: 100 }, 40, true],
    [
      'at the start of what was watched to its end',
      { asked: null, positionS: 99, durationS: 100 },
      0,
      false,
    ],
    [
      'at the start of what was hardly begun',
      { asked: null, positionS: 1, durationS: 100 },
      0,
      false,
    ],
    [
      'at the start when the length is not known',
      { asked: null, positionS: 40, durationS: null },
      0,
      false,
    ],
    ['where the address says', { asked: '12.5', positionS: 40, durationS: 100 }, 12.5, false],
    ['at zero when the address says so', { asked: '0', positionS: 40, durationS: 100 }, 0, false],
    [
      'where the address says when the length is not known',
      { asked: '12', positionS: null, durationS: null },
      12,
      false,
    ],
    [
      'where a person stopped when the address is beyond the end',
      { asked: '500', positionS: 40, durationS: 100 },
      40,
      true,
    ],
    [
      'where a person stopped when the address is no number',
      { asked: '1e3', positionS: 40, durationS: 100 },
      40,
      true,
    ],
    [
      'where a person stopped when the address is negative',
      { asked: '-5', positionS: 40, durationS: 100 },
      40,
      true,
    ],
  ])('%s', (_case, options, positionS, isResuming) => {
    expect(startPosition(options)).toEqual({ positionS, isResuming });
  });
});
