// Meilisearch answers a write before it is done: this waits until it is, and says when it failed.

import { setTimeout as sleep } from 'node:timers/promises';
import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';
import { MeiliTaskError } from '../core/errors.ts';
import { callMeili, type Call } from './client.ts';

/** One status request, or the sending of one batch, which may be tens of megabytes to a busy disk. */
const REQUEST_TIMEOUT_MS = 60_000;
const FIRST_POLL_MS = 5;
const LAST_POLL_MS = 200;

/**
 * Sends a write and waits until it can be searched.
 *
 * @throws as {@link enqueueTask} and {@link waitForTask} do.
 */
export async function runTask(
  client: Meilisearch,
  enqueue: Call<EnqueuedTask>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await waitForTask(client, await enqueueTask(enqueue, signal), signal);
}

/**
 * Sends a write.
 *
 * @returns the number of its task.
 * @throws as {@link callMeili} does.
 */
export async function enqueueTask(
  enqueue: Call<EnqueuedTask>,
  signal: AbortSignal | undefined,
): Promise<number> {
  return (await callMeili({ signal, timeoutMs: REQUEST_TIMEOUT_MS }, enqueue)).taskUid;
}

/**
 * Waits until a write can be searched. There is no limit to the wait: a batch in a queue behind others takes as long as
 * it takes, and sending it again would not be faster.
 *
 * @throws MeiliTaskError when the task failed or was cancelled; UnavailableError when the server went away, in which
 * case the write may still be done later; the signal's reason when aborted.
 */
export async function waitForTask(
  client: Meilisearch,
  taskUid: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limits = { signal, timeoutMs: REQUEST_TIMEOUT_MS };
  let pollMs = FIRST_POLL_MS;
  for (;;) {
    const task = await callMeili(limits, (init) => client.tasks.getTask(taskUid, init));
    if (task.status === 'succeeded') return;
    if (task.status === 'failed' || task.status === 'canceled') throw failureOf(task);
    await sleep(pollMs, undefined, signal === undefined ? {} : { signal });
    pollMs = Math.min(pollMs * 1.5, LAST_POLL_MS);
  }
}

function failureOf(task: Task): MeiliTaskError {
  const message = task.error?.message ?? `It ended as ${task.status}.`;
  return new MeiliTaskError(`Meilisearch task ${task.uid} (${task.type}) failed: ${message}`, {
    taskUid: task.uid,
    code: task.error?.code ?? task.status,
    type: task.error?.type,
  });
}
