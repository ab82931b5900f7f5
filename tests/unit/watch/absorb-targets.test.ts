import { describe, expect, it } from 'vitest';
import { absorbTargets } from '../../../indexer/watch/absorb-targets.ts';

const shallow = (path: string) => ({ path, isDeep: false });
const deep = (path: string) => ({ path, isDeep: true });

describe('targets of a look', () => {
  it.each([
    ['are looked at once each', [shallow('/a'), shallow('/a')], [shallow('/a')]],
    ['are deep where one of two is', [deep('/a'), shallow('/a')], [deep('/a')]],
    ['are deep where the later of two is', [shallow('/a'), deep('/a')], [deep('/a')]],
    [
      'go without what a deep one above covers',
      [deep('/a/b/c'), shallow('/a/x'), deep('/a')],
      [deep('/a')],
    ],
    [
      'keep what is below a shallow one',
      [shallow('/a'), shallow('/a/b')],
      [shallow('/a'), shallow('/a/b')],
    ],
    ['keep neighbours with a like name', [deep('/a'), deep('/ab')], [deep('/a'), deep('/ab')]],
    ['are all covered by the root of the disk', [deep('/'), shallow('/a')], [deep('/')]],
  ])('%s', (_, targets, expected) => {
    expect(absorbTargets(targets)).toEqual(expected);
  });
});
