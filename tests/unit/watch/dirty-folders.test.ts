import { describe, expect, it } from 'vitest';
import { DirtyFolders } from '../../../indexer/watch/dirty-folders.ts';

const MANY = 1000;

describe('names that something happened to', () => {
  it('settle a quarter of a second after they came, went or were renamed', () => {
    const dirty = new DirtyFolders();
    dirty.note('/a', 'new.mp4', 'moved', 1000);
    expect(dirty.takeSettled(1200, MANY)).toEqual([]);
    expect(dirty.takeSettled(1250, MANY)).toEqual([{ folder: '/a', names: ['new.mp4'] }]);
    expect(dirty.isEmpty).toBe(true);
  });

  it('settle a second after they were written to last, however long that goes on', () => {
    const dirty = new DirtyFolders();
    dirty.note('/a', 'copy.mp4', 'moved', 0);
    for (let nowMs = 0; nowMs <= 60_000; nowMs += 500) {
      dirty.note('/a', 'copy.mp4', 'written', nowMs);
      expect(dirty.takeSettled(nowMs, MANY)).toEqual([]);
    }
    expect(dirty.takeSettled(60_999, MANY)).toEqual([]);
    expect(dirty.takeSettled(61_000, MANY)).toEqual([{ folder: '/a', names: ['copy.mp4'] }]);
  });

  it('do not wait for another file that is being written to', () => {
    const dirty = new DirtyFolders();
    dirty.note('/a', 'copy.mp4', 'written', 900);
    dirty.note('/a', 'new.mp4', 'moved', 900);
    dirty.note('/a', 'copy.mp4', 'written', 1100);
    expect(dirty.takeSettled(1200, MANY)).toEqual([{ folder: '/a', names: ['new.mp4'] }]);
    expect(dirty.isEmpty).toBe(false);
  });

  it('of one folder are gathered for a second after it was looked at', () => {
    const dirty = new DirtyFolders();
    dirty.note('/a', '1.mp4', 'moved', 0);
    expect(dirty.takeSettled(300, MANY)).toHaveLength(1);
    for (let count = 2; count < 10; count += 1) {
      dirty.note('/a', `${count}.mp4`, 'moved', 300 + count * 20);
      expect(dirty.takeSettled(300 + count * 100, MANY)).toEqual([]);
    }
    expect(dirty.takeSettled(1300, MANY)[0]?.names).toHaveLength(8);
  });

  it('are taken from so many folders at once, and the others later', () => {
    const dirty = new DirtyFolders();
    for (const folder of ['/a', '/b', '/c']) dirty.note(folder, 'x.mp4', 'moved', 0);
    expect(dirty.takeSettled(1000, 2).map(({ folder }) => folder)).toEqual(['/a', '/b']);
    expect(dirty.takeSettled(1000, 2).map(({ folder }) => folder)).toEqual(['/c']);
  });
});
