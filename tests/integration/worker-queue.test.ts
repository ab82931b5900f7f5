// The queue inside a worker, on jobs that end when the test says so.

import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { PreviewJob } from '../../core/catalogue/preview-store.ts';
import { JobQueue } from '../../worker/jobs/job-queue.ts';

const log = pino({ level: 'silent' });

function jobs(count: number): PreviewJob[] {
  return Array.from({ length: count }, (_, index) => ({
    hash: String(index).padStart(16, '0'),
    kind: 'poster',
    attempts: 0,
  }));
}

describe('JobQueue', () => {
  it('runs as many jobs as it may, and claims no more than it can run at once', async () => {
    const stopping = new AbortController();
    const waiting = jobs(7);
    const ends: (() => void)[] = [];
    const limits: number[] = [];
    const queue = new JobQueue({
      concurrency: 2,
      claim: (limit) => {
        limits.push(limit);
        return Promise.resolve(waiting.splice(0, limit));
      },
      run: () => new Promise((resolve) => ends.push(resolve)),
      log,
      signal: stopping.signal,
    });
    queue.start();
    for (let done = 0; done < 7; done += 1) {
      const running = Math.min(2, 7 - done);
      await vi.waitUntil(() => ends.length === done + running);
      // Nobody takes a third job while two are running.
      await sleep(20);
      expect(ends).toHaveLength(done + running);
      ends[done]?.();
    }
    expect(Math.max(...limits)).toBe(2);
    stopping.abort();
    await queue.ended();
  });

  it('goes on after a job that could not even be settled', async () => {
    const stopping = new AbortController();
    const waiting = jobs(3);
    const ran: string[] = [];
    const queue = new JobQueue({
      concurrency: 1,
      claim: (limit) => Promise.resolve(waiting.splice(0, limit)),
      run: ({ hash }) => {
        ran.push(hash);
        return Promise.reject(new Error('the catalogue is locked'));
      },
      log,
      signal: stopping.signal,
    });
    queue.start();
    await vi.waitUntil(() => ran.length === 3, { timeout: 5000 });
    stopping.abort();
    await queue.ended();
    expect(ran).toEqual(jobs(3).map(({ hash }) => hash));
  });

  it('waits for running jobs when it ends', async () => {
    const stopping = new AbortController();
    const waiting = jobs(1);
    let finish: (() => void) | undefined;
    const queue = new JobQueue({
      concurrency: 1,
      claim: (limit) => Promise.resolve(waiting.splice(0, limit)),
      run: () => new Promise((resolve) => (finish = resolve)),
      log,
      signal: stopping.signal,
    });
    queue.start();
    await vi.waitUntil(() => finish !== undefined);
    stopping.abort();
    let hasEnded = false;
    const ended = queue.ended().then(() => (hasEnded = true));
    await sleep(30);
    expect(hasEnded).toBe(false);
    finish?.();
    await ended;
  });
});
