import { describe, expect, test } from 'vitest';
import { WaitingLine } from '../../../web/lib/waiting-line.ts';

/** A task that ends when told to. */
function heldTask(started: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const task = () => {
    started.push(name);
    return promise;
  };
  return { task, end: () => resolve(name) };
}

const { signal: never } = new AbortController();

describe('a waiting line', () => {
  test('runs no more tasks at once than its limit, and the last asked for next', async () => {
    const line = new WaitingLine(2);
    const started: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((name) => heldTask(started, name));
    const ends = tasks.map(({ task }) => line.run(task, never));
    await Promise.resolve();
    expect(started).toEqual(['a', 'b']);

    tasks[0]?.end();
    await ends[0];
    await Promise.resolve();
    expect(started).toEqual(['a', 'b', 'd']);

    for (const { end } of tasks) end();
    expect(await Promise.all(ends)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('lets go of a task that is aborted while it waits', async () => {
    const line = new WaitingLine(1);
    const started: string[] = [];
    const first = heldTask(started, 'first');
    const running = line.run(first.task, never);
    const leaving = new AbortController();
    const waiting = line.run(heldTask(started, 'never').task, leaving.signal);
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');

    first.end();
    await running;
    expect(await line.run(() => Promise.resolve('next'), never)).toBe('next');
    expect(started).toEqual(['first']);
  });

  test('goes on after a task that fails', async () => {
    const line = new WaitingLine(1);
    const failing = line.run(() => Promise.reject(new Error('no')), never);
    const next = line.run(() => Promise.resolve('next'), never);
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
  });

  test('never starts a task whose signal is aborted already', async () => {
    const line = new WaitingLine(1);
    const started: string[] = [];
    await expect(line.run(heldTask(started, 'late').task, AbortSignal.abort())).rejects.toThrow();
    expect(started).toEqual([]);
  });
});
