import { describe, expect, test } from 'vitest';
import type { ScanStatus } from '../../../core/contract/dashboard.ts';
import { describeScan } from '../../../web/lib/scan-progress.ts';

const running = (stage: ScanStatus['stage'], done: number, total: number) =>
  describeScan({ state: 'running', stage, done, total }, 'en');

describe('a scan in words', () => {
  test('is nothing while none runs', () => {
    const idle = { state: 'idle', stage: 'idle', done: 5, total: 5 } as const;
    expect(describeScan(idle)).toBeUndefined();
  });

  test.each([
    ['waiting', 0, 0, 'Waiting to scan', undefined],
    ['walking', 0, 0, 'Finding files', undefined],
    ['walking', 0, 1200, 'Finding files: 1,200 so far', undefined],
    ['indexing', 1234, 5678, 'Indexing 1,234 of 5,678', 21],
    ['publishing', 7, 7, 'Making searchable: 7 of 7', 100],
    ['indexing', 9, 7, 'Indexing 9 of 7', 100],
    ['indexing', 0, 0, 'Indexing 0 of 0', undefined],
  ] as const)('%s, %d of %d', (stage, done, total, text, percent) => {
    expect(running(stage, done, total)).toEqual({ text, percent });
  });
});
