import { describe, expect, it } from 'vitest';
import { findSeekPoint, seekOptions } from '../../../worker/source/seek-point.ts';

const wanted = {
  stretch: { fromS: 10, toS: 20 },
  timeS: 15,
  decodeS: 30,
  seeksToKeyframes: true,
};

describe('findSeekPoint', () => {
  it.each([
    ['the keyframe before the time, in the stretch', [0, 12, 18], 12, true],
    ['the keyframe after it, where none before it is', [0, 18], 18, true],
    ['the time itself, where the stretch has none', [0, 40], 15, false],
    ['the time itself, where no keyframe is known', [], 15, false],
    ['the keyframe at the time, rounded up by ffprobe', [0, 15.0000004], 15.0000004, true],
  ])('goes to %s', (_, keyframesS, timeS, isKeyframe) => {
    expect(findSeekPoint(keyframesS, wanted)).toEqual({ timeS, isKeyframe });
  });

  it('does not decode its way farther than allowed', () => {
    expect(findSeekPoint([0], { ...wanted, decodeS: 4 })).toEqual({ timeS: 4, isKeyframe: false });
  });

  it('enters a container without an index only at a keyframe', () => {
    const unindexed = { ...wanted, seeksToKeyframes: false };
    expect(findSeekPoint([0, 25], unindexed)).toEqual({ timeS: 25, isKeyframe: true });
    expect(findSeekPoint([0], unindexed)).toEqual({ timeS: 0, isKeyframe: true });
    expect(findSeekPoint([], unindexed)).toEqual({ timeS: 15, isKeyframe: false });
  });
});

describe('seekOptions', () => {
  it('lands on a keyframe and keeps it', () => {
    expect(seekOptions({ timeS: 197.916667, isKeyframe: true })).toEqual([
      '-noaccurate_seek',
      '-ss',
      '197.918',
    ]);
  });

  it('decodes its way to any other time', () => {
    expect(seekOptions({ timeS: 15, isKeyframe: false })).toEqual(['-ss', '15.000']);
  });

  it('does not seek to the start, which some files cannot', () => {
    expect(seekOptions({ timeS: 0, isKeyframe: true })).toEqual([]);
  });
});
