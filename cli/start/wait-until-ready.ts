// Waits until the site answers.

import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Resolves when `GET /health` answers 200.
 *
 * @throws the signal's reason when aborted; there is no other end to the wait.
 */
export async function waitUntilReady(siteUrl: string, signal: AbortSignal): Promise<void> {
  while (!(await isHealthy(siteUrl, signal))) await sleep(POLL_MS, undefined, { signal });
}

/**
 * Whether `GET /health` answers 200 within 2 s.
 *
 * @throws the signal's reason when aborted.
 */
export async function isHealthy(siteUrl: string, signal?: AbortSignal): Promise<boolean> {
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(2000);
  const limit = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const response = await fetch(new URL('/health', siteUrl), { signal: limit });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    // Whatever it is (nobody listens yet, no answer in time), the next try tells.
    signal?.throwIfAborted();
    return false;
  }
}
