import { describe, expect, it } from 'vitest';
import { chooseStills } from '../../../worker/previews/preview-thumbnails.ts';

function moment(timeS: number, score: number, isBlank = false) {
  return { point: { timeS, isKeyframe: true }, score, isBlank };
}

const timesOf = (stills: ReturnType<typeof chooseStills>) => stills.map(({ point }) => point.timeS);

describe('chooseStills', () => {
  it('takes the best of each part', () => {
    const groups = [[moment(2, 0.9), moment(1, 0.4)], [moment(5, 0.3)]];
    expect(timesOf(chooseStills(groups))).toEqual([2, 5]);
  });

  it('fills a blank part from the others, in the order of time', () => {
    const groups = [
      [moment(1, 0.1, true)],
      [moment(5, 0.9), moment(4, 0.5), moment(6, 0.2)],
      [moment(9, 0.8), moment(8, 0.6)],
    ];
    expect(timesOf(chooseStills(groups))).toEqual([5, 8, 9]);
  });

  it('shows fewer rather than a blank one', () => {
    const groups = [[moment(1, 0.1, true)], [moment(5, 0.9)]];
    expect(timesOf(chooseStills(groups))).toEqual([5]);
  });

  it('shows blank ones where there is nothing else', () => {
    const groups = [[moment(1, 0.1, true)], [], [moment(9, 0.1, true)]];
    expect(timesOf(chooseStills(groups))).toEqual([1, 9]);
  });

  it('shows no place twice', () => {
    expect(timesOf(chooseStills([[moment(3, 0.9)], [moment(3, 0.9)]]))).toEqual([3]);
  });
});
