// The durable queue of previews: who gets which job, what becomes of it when workers die, and what people order.

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { PosterChoiceStore } from '../../core/catalogue/poster-choice-store.ts';
import {
  PreviewJobs,
  type ClaimOptions,
  type PreviewJob,
} from '../../core/catalogue/preview-jobs.ts';
import { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import { PreviewStore } from '../../core/catalogue/preview-store.ts';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';
import { KindsInTurn } from '../../worker/jobs/kinds-in-turn.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

const anything: ClaimOptions = { kinds: previewKinds, running: [], unreachableRoots: [] };
const files = [
  { path: 'a.jpg', mediaType: 'image/jpeg', width: 1, height: 1, sizeBytes: 7 },
] as const;

function hashOf(number: number): string {
  return number.toString(16).padStart(16, '0');
}

/** A catalogue with videos 1 to `count`, one a library, added in this order, without any preview asked for. */
async function shop(count: number) {
  const catalogue = await testCatalogue();
  for (let number = 1; number <= count; number += 1)
    await addKnownVideo(catalogue, `/library ${number}/a.mp4`, hashOf(number));
  await catalogue.deleteFrom('previews').execute();
  for (let number = 1; number <= count; number += 1)
    await catalogue
      .updateTable('videos')
      .set({ added_ms: number })
      .where('hash', '=', hashOf(number))
      .execute();
  const jobs = new PreviewJobs(catalogue);
  const orders = new PreviewOrders(catalogue);
  const previews = new PreviewStore(catalogue);
  return { catalogue, jobs, orders, previews };
}

async function claimed(jobs: PreviewJobs, holder = 'w', options = anything): Promise<PreviewJob> {
  const job = await jobs.claim(holder, options);
  if (job === undefined) throw new Error('nothing was claimed');
  return job;
}

async function rowOf(catalogue: Catalogue, hash: string, kind: PreviewKind) {
  return await catalogue
    .selectFrom('previews')
    .select(['state', 'attempts', 'deaths', 'error', 'files'])
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

describe('claiming', () => {
  it('gives each job to one worker, the newest video first', async () => {
    const { jobs, orders } = await shop(6);
    await orders.queue([1, 2, 3, 4, 5, 6].map(hashOf), { kinds: ['poster'], redo: false });
    const taken = await Promise.all(
      ['a', 'b', 'a', 'b', 'a', 'b', 'a'].map((holder) => jobs.claim(holder, anything)),
    );
    expect(taken.map((job) => job?.hash)).toEqual([...[6, 5, 4, 3, 2, 1].map(hashOf), undefined]);
  });

  it('takes first what somebody waits for, then what is on screen, then what is new', async () => {
    const { jobs, orders, previews } = await shop(5);
    await orders.queue([hashOf(5)], { kinds: ['poster'], redo: false });
    await previews.request({ hash: hashOf(1), kind: 'poster', priority: 'recent' });
    await previews.request({ hash: hashOf(2), kind: 'poster', priority: 'visible' });
    await previews.request({ hash: hashOf(3), kind: 'teaserLarge', priority: 'waiting' });
    await previews.request({ hash: hashOf(4), kind: 'poster', priority: 'recent' });
    await previews.request({ hash: hashOf(4), kind: 'poster', priority: 'waiting' });
    const order = [];
    for (let turn = 0; turn < 5; turn += 1) order.push((await claimed(jobs)).hash);
    expect(order).toEqual([4, 3, 2, 1, 5].map(hashOf));
  });

  it('lets a short queue of one kind not wait for the long one of another', async () => {
    const { jobs, orders } = await shop(8);
    const inTurn = new KindsInTurn(previewKinds);
    await orders.queue([1, 2, 3, 4, 5, 6, 7, 8].map(hashOf), { kinds: ['poster'], redo: false });
    await orders.queue([1, 2].map(hashOf), { kinds: ['teaserSmall'], redo: false });
    const order = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const { kind } = await claimed(jobs, 'w', { ...anything, kinds: inTurn.order });
      inTurn.took(kind);
      order.push(kind);
    }
    expect(order).toEqual(['poster', 'teaserSmall', 'poster', 'teaserSmall', 'poster', 'poster']);
  });

  it('leaves to others what this worker does not make, and what is on a drive that it does not see', async () => {
    const { jobs, orders } = await shop(2);
    await orders.queue([1, 2].map(hashOf), { kinds: ['poster', 'teaserLarge'], redo: false });
    const weak = { ...anything, kinds: ['poster'] as const, unreachableRoots: ['/library 2'] };
    expect(await claimed(jobs, 'weak', weak)).toMatchObject({ hash: hashOf(1), kind: 'poster' });
    expect(await jobs.claim('weak', weak)).toBeUndefined();
    for (let rest = 0; rest < 3; rest += 1) await claimed(jobs, 'strong');
    expect(await jobs.claim('strong', anything)).toBeUndefined();
  });

  it('lets what is on an unplugged drive wait without failing', async () => {
    const { catalogue, jobs, orders } = await shop(1);
    await orders.queue([hashOf(1)], { kinds: ['poster'], redo: false });
    const setPresent = (is_present: number) =>
      catalogue.updateTable('videos').set({ is_present }).execute();
    await setPresent(0);
    expect(await jobs.claim('w', anything)).toBeUndefined();
    await setPresent(1);
    expect(await jobs.claim('w', anything)).toBeDefined();
  });
});

describe('a worker that dies', () => {
  it('is followed by one that takes its jobs when the lease has run out, and can store nothing any more', async () => {
    const { catalogue, jobs, orders, previews } = await shop(1);
    await orders.queue([hashOf(1)], { kinds: ['poster'], redo: false });
    const job = await claimed(jobs, 'dead');
    expect(await jobs.recoverLapsed('other')).toBe(0);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    onTestFinished(() => void vi.useRealTimers());
    // A machine that slept must not take its own jobs for another's.
    expect(await jobs.recoverLapsed('dead')).toBe(0);
    expect(await jobs.recoverLapsed('other')).toBe(1);
    await claimed(jobs, 'other');
    await jobs.finish('dead', job, { files: [...files], tookMs: 1 });
    expect((await previews.find(hashOf(1), 'poster'))?.state).toBe('running');
    expect(await jobs.heldBy('dead')).toEqual([]);
    expect(await rowOf(catalogue, hashOf(1), 'poster')).toMatchObject({ attempts: 0, deaths: 1 });
  });

  it('three times over the same job makes that one fail, and no other', async () => {
    const { catalogue, jobs, orders } = await shop(3);
    await orders.queue([1, 2, 3].map(hashOf), { kinds: ['poster'], redo: false });
    const deadly = await claimed(jobs);
    const innocent = await claimed(jobs, 'w', { ...anything, running: [deadly] });
    await jobs.recoverFrom('w');
    // The third is tried before the two that ran when the worker died; then each of these runs alone.
    const untried = await claimed(jobs);
    expect(untried).toMatchObject({ hash: hashOf(1), isSuspect: false });
    expect(await jobs.claim('w', { ...anything, running: [untried] })).toBeUndefined();
    await jobs.finish('w', untried, { files: [...files], tookMs: 1 });
    for (let turn = 0; turn < 3; turn += 1) {
      const job = await claimed(jobs);
      expect(job.isSuspect).toBe(true);
      expect(await jobs.claim('w', { ...anything, running: [job] })).toBeUndefined();
      if (job.hash === deadly.hash) await jobs.recoverFrom('w');
      else await jobs.finish('w', job, { files: [...files], tookMs: 1 });
    }
    expect(await jobs.claim('w', anything)).toBeUndefined();
    expect(await rowOf(catalogue, deadly.hash, 'poster')).toMatchObject({
      ...{ state: 'failed', attempts: 0, deaths: 3 },
      error: expect.stringContaining('The worker was killed 3 times while it made this') as string,
    });
    expect(await rowOf(catalogue, innocent.hash, 'poster')).toMatchObject({
      ...{ state: 'ready', attempts: 0, deaths: 0 },
    });
  });
});

describe('failures', () => {
  it('are tried three times, after the others, and again when a person says so', async () => {
    const { jobs, orders, previews } = await shop(2);
    await orders.queue([1, 2].map(hashOf), { kinds: ['poster'], redo: false });
    const failure = { error: 'broken', isFinal: false };
    const first = await claimed(jobs);
    await jobs.fail('w', first, failure);
    const second = await claimed(jobs);
    expect(second.hash).not.toBe(first.hash);
    await jobs.finish('w', second, { files: [...files], tookMs: 1 });
    await jobs.fail('w', await claimed(jobs), failure);
    await jobs.fail('w', await claimed(jobs), failure);
    expect(await jobs.claim('w', anything)).toBeUndefined();
    const { items, total } = {
      items: await previews.failures({ offset: 0, limit: 9 }),
      total: await previews.countFailures(),
    };
    expect({ items, total }).toMatchObject({
      ...{ items: [{ hash: first.hash, kind: 'poster', error: 'broken' }], total: 1 },
    });
    expect(await orders.retry({ hash: second.hash, kind: 'poster' })).toBe(false);
    expect(await orders.retry(first)).toBe(true);
    expect(await claimed(jobs)).toMatchObject({ hash: first.hash, attempts: 0 });
    await jobs.fail('w', first, { ...failure, isFinal: true });
    expect(await orders.retryAll(['teaserSmall'])).toBe(0);
    expect(await orders.retryAll(['poster'])).toBe(1);
  });
});

describe('an order', () => {
  it('is about what is missing, or with redo about all, and the old files stay until the new ones are there', async () => {
    const { jobs, orders, previews } = await shop(2);
    const hashes = [1, 2].map(hashOf);
    const order = { kinds: ['poster', 'teaserSmall'], redo: false } as const;
    await orders.queue([hashOf(1)], { kinds: ['poster'], redo: false });
    expect(await orders.lacking(hashes, order)).toEqual([
      { hash: hashOf(1), jobs: 1 },
      { hash: hashOf(2), jobs: 2 },
    ]);
    const job = await claimed(jobs);
    await jobs.finish('w', job, { files: [...files], tookMs: 1 });
    await orders.queue(hashes, order);
    expect(await orders.lacking(hashes, order)).toEqual([]);
    const again = { kinds: ['poster'], redo: true } as const;
    expect(await orders.lacking(hashes, again)).toEqual([{ hash: hashOf(1), jobs: 1 }]);
    await orders.queue(hashes, again);
    expect(await previews.find(hashOf(1), 'poster')).toMatchObject({ state: 'queued', files });
    expect(await orders.cancel(previewKinds)).toBe(4);
    expect(await previews.find(hashOf(1), 'poster')).toMatchObject({ state: 'ready', files });
    expect(await previews.find(hashOf(2), 'poster')).toBeUndefined();
  });

  it('to cancel takes running jobs from their workers, of the named kinds only', async () => {
    const { jobs, orders } = await shop(2);
    await orders.queue([1, 2].map(hashOf), { kinds: ['poster', 'teaserSmall'], redo: false });
    const job = await claimed(jobs);
    expect(await jobs.heldBy('w')).toHaveLength(1);
    expect(await orders.cancel(['poster'])).toBe(2);
    expect(await jobs.heldBy('w')).toEqual([]);
    await jobs.finish('w', job, { files: [...files], tookMs: 1 });
    expect((await claimed(jobs)).kind).toBe('teaserSmall');
  });

  it('to cancel spares the posters that a person chose anew', async () => {
    const { catalogue, jobs, orders, previews } = await shop(2);
    await orders.queue([1, 2].map(hashOf), { kinds: ['poster'], redo: false });
    for (let made = 0; made < 2; made += 1)
      await jobs.finish('w', await claimed(jobs), { files: [...files], tookMs: 1 });
    await orders.queue([1, 2].map(hashOf), { kinds: ['poster'], redo: true });
    await new PosterChoiceStore(catalogue).choose(hashOf(1), { timeS: 3 });
    expect(await orders.cancel(previewKinds)).toBe(1);
    expect(await previews.find(hashOf(2), 'poster')).toMatchObject({ state: 'ready', files });
    const job = await claimed(jobs);
    expect(job).toMatchObject({ hash: hashOf(1), kind: 'poster' });
    expect(await orders.cancel(previewKinds)).toBe(0);
    expect(await jobs.heldBy('w')).toMatchObject([{ hash: hashOf(1) }]);
  });

  it('to pause takes all jobs back untried, and keeps all workers from taking others', async () => {
    const { catalogue, jobs, orders, previews } = await shop(1);
    await orders.queue([hashOf(1)], { kinds: ['poster'], redo: false });
    await claimed(jobs);
    await orders.pause();
    expect(await jobs.heldBy('w')).toEqual([]);
    expect(await jobs.claim('other', anything)).toBeUndefined();
    expect((await previews.work()).isPaused).toBe(true);
    await orders.resume();
    expect(await claimed(jobs, 'other')).toMatchObject({ attempts: 0, isSuspect: false });
    expect(await rowOf(catalogue, hashOf(1), 'poster')).toMatchObject({ deaths: 0 });
  });

  it('is counted since the queue was empty', async () => {
    const { jobs, orders, previews } = await shop(3);
    const recent = async (state: string) =>
      (await previews.counts()).find((row) => row.state === state)?.recent ?? 0;
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    const finishOne = async () => {
      vi.setSystemTime(Date.now() + 1000);
      await jobs.finish('w', await claimed(jobs), { files: [...files], tookMs: 40 });
    };
    await orders.queue([hashOf(1)], { kinds: ['poster'], redo: false });
    await finishOne();
    vi.setSystemTime(2_000_000);
    await orders.queue([2, 3].map(hashOf), { kinds: ['poster'], redo: false });
    expect(await recent('ready')).toBe(0);
    await finishOne();
    expect(await recent('ready')).toBe(1);
    expect((await previews.work()).busySinceMs).toBe(2_000_000);
    expect(await previews.meanTookMs('poster')).toBe(40);
    expect(await previews.meanTookMs('teaserSmall')).toBeUndefined();
    expect((await previews.counts()).find(({ state }) => state === 'ready')).toMatchObject({
      ...{ kind: 'poster', count: 2, bytes: 14 },
    });
  });
});
