import { expect, it } from 'vitest';
import { PeerPool } from '../../indexer/peer/peer-pool.ts';
import type { Peer } from '../../indexer/peer/asked-peer.ts';
import { startThread } from '../../indexer/peer/start-thread.ts';

/** Sleeps for the milliseconds that it is asked, and answers its thread's number; for less than 0 it ends. */
const source = `
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', (ms) => {
    if (ms < 0) process.exit();
    setTimeout(() => parentPort.postMessage(threadId), ms);
  });
`;
const module = new URL(`data:text/javascript,${encodeURIComponent(source)}`);

function startPool(size: number) {
  const started: Peer<number, number>[] = [];
  const start = () => {
    const peer = startThread<number, number>(module);
    started.push(peer);
    return peer;
  };
  return { pool: new PeerPool(start, size), started };
}

it('starts peers as they are needed, and not more than it may have', async () => {
  const { pool, started } = startPool(2);
  expect(started).toHaveLength(0);
  await pool.ask(1);
  await pool.ask(1);
  expect(started).toHaveLength(1);
  const answers = await Promise.all([pool.ask(20), pool.ask(20), pool.ask(1), pool.ask(1)]);
  expect(new Set(answers).size).toBe(2);
  expect(started).toHaveLength(2);
  await pool.end();
});

it('replaces a peer that ends or that was not waited for', async () => {
  const { pool, started } = startPool(1);
  await expect(pool.ask(-1)).rejects.toThrow('exited');
  await expect(pool.ask(60_000, { timeoutMs: 10 })).rejects.toThrow('no answer within 10 ms');
  const stop = new AbortController();
  const asked = pool.ask(60_000, { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  expect(await pool.ask(1)).toBeGreaterThan(0);
  expect(started).toHaveLength(4);
  await pool.end();
});

it('fails what is open when it ends, and can be asked again', async () => {
  const { pool } = startPool(1);
  const open = expect(pool.ask(60_000)).rejects.toThrow('exited');
  await pool.end();
  await open;
  expect(await pool.ask(1)).toBeGreaterThan(0);
  await pool.end();
});
