// The queue inside a worker, on jobs that end when the test says so.

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { PreviewJob } from '../../core/catalogue/preview-jobs.ts';
import { JobQueue, type JobQueueOptions } from '../../worker/jobs/job-queue.ts';

function jobs(count: number): PreviewJob[] {
  return Array.from({ length: count }, (_, index) => ({
    hash: String(index).padStart(16, '0'),
    kind: 'poster',
    attempts: 0,
    isSuspect: false,
  }));
}

/** A queue that is stopped when the test ends; what is claimed stays ours. */
function startQueue(
  options: Pick<JobQueueOptions, 'concurrency' | 'run'> & Partial<JobQueueOptions>,
) {
  const stopping = new AbortController();
  const claimed: PreviewJob[] = [];
  const waiting = jobs(7);
  const queue = new JobQueue({
    claim: () => {
      const job = waiting.shift();
      if (job !== undefined) claimed.push(job);
      return Promise.resolve(job);
    },
    held: () => Promise.resolve(claimed),
    giveBack: () => Promise.resolve(),
    log: pino({ level: 'silent' }),
    signal: stopping.signal,
    ...options,
  });
  queue.start();
  const stop = async () => {
    stopping.abort();
    await queue.ended();
  };
  onTestFinished(stop);
  return { queue, claimed, stopping, stop };
}

describe('JobQueue', () => {
  it('runs as many jobs as it may, and claims no more than it can run at once', async () => {
    const ends: (() => void)[] = [];
    const { claimed, stop } = startQueue({
      concurrency: 2,
      run: () => new Promise((resolve) => ends.push(resolve)),
    });
    for (let done = 0; done < 7; done += 1) {
      const running = Math.min(2, 7 - done);
      await vi.waitUntil(() => ends.length === done + running);
      // Nobody takes a third job while two are running.
      await sleep(20);
      expect(ends).toHaveLength(done + running);
      expect(claimed).toHaveLength(done + running);
      ends[done]?.();
    }
    await stop();
  });

  it('goes on after a job that could not even be settled', async () => {
    const ran: string[] = [];
    startQueue({
      concurrency: 1,
      run: ({ hash }) => {
        ran.push(hash);
        return Promise.reject(new Error('the catalogue is locked'));
      },
    });
    await vi.waitUntil(() => ran.length === 7, { timeout: 5000 });
    expect(ran).toEqual(jobs(7).map(({ hash }) => hash));
  });

  it('gives back what could not be settled before it takes more, and once', async () => {
    const events: string[] = [];
    startQueue({
      concurrency: 1,
      run: ({ hash }) => {
        events.push(`run ${hash}`);
        return Promise.reject(new Error('the catalogue is locked'));
      },
      giveBack: ({ hash }) => {
        events.push(`give back ${hash}`);
        return Promise.resolve();
      },
    });
    await vi.waitUntil(() => events.length === 14, { timeout: 10_000 });
    expect(events).toEqual(jobs(7).flatMap(({ hash }) => [`run ${hash}`, `give back ${hash}`]));
  });

  it('ends a job that was taken away, and no other', async () => {
    const ended: string[] = [];
    const { claimed } = startQueue({
      concurrency: 2,
      run: async ({ hash }, signal) => {
        await once(signal, 'abort');
        ended.push(hash);
      },
    });
    await vi.waitUntil(() => claimed.length === 2);
    const [taken] = claimed.splice(0, 1);
    await vi.waitUntil(() => claimed.length === 2, { timeout: 5000 });
    expect(ended).toEqual([taken?.hash]);
  });

  it('waits for running jobs when it ends', async () => {
    let finish: (() => void) | undefined;
    const { queue, stopping } = startQueue({
      concurrency: 1,
      run: () => new Promise((resolve) => (finish = resolve)),
    });
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
