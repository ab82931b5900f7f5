import { describe, expect, it } from 'vitest';
import type { Situation } from '../../../indexer/watch/situation.ts';
import { obstacleTo, watchingExcept, watchingFailed } from '../../../indexer/watch/watch-status.ts';

const situation: Situation = {
  rootId: '1:2',
  problem: undefined,
  remoteType: undefined,
  mountsInside: [],
  remotePaths: [],
  limits: { maxWatches: 8192, maxInstances: 128 },
};

describe('a library', () => {
  it('is watched where nothing is in the way', () => {
    expect(obstacleTo(situation, 5)).toBeUndefined();
    expect(watchingExcept([], 5)).toEqual({ state: 'watching', message: null });
  });

  it('on a network drive is rescanned, and the drive is named', () => {
    const status = obstacleTo({ ...situation, rootId: undefined, remoteType: 'nfs4' }, 5);
    expect(status?.state).toBe('polling');
    expect(status?.message).toContain('(nfs4)');
    expect(status?.message).toContain('every 5 minutes');
  });

  it('whose folder cannot be read waits for it', () => {
    const status = obstacleTo({ ...situation, rootId: undefined, problem: 'ENOENT' }, 5);
    expect(status?.state).toBe('polling');
    expect(status?.message).toContain('(ENOENT)');
  });

  it.each([
    [['/films/nas'], '/films/nas.'],
    [['/films/nas', '/films/b', '/films/c'], '/films/nas and 2 more.'],
  ])('of which some folders cannot be watched names the first', (folders, words) => {
    const { state, message } = watchingExcept(folders, 1);
    expect(state).toBe('watching');
    expect(message).toContain('every minute');
    expect(message).toContain(words);
  });

  it('that should be watched and cannot be says what would help', () => {
    expect(watchingFailed('Do this.', 5)).toEqual({
      state: 'failed',
      message: 'Changes are not noticed at once, but by rescans every 5 minutes. Do this.',
    });
  });
});
