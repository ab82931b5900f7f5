// Posters that are not made yet: asks for them, a few at a time, until they are.

import { fetchPreview } from './api.ts';
import { ApiError } from './api-error.ts';
import { WaitingLine } from './waiting-line.ts';

// A browser keeps six connections to a host: two may wait here, the others stay free to load what is ready.
const line = new WaitingLine(2);
const waitS = 20;
const pauseMs = 5_000;

/**
 * The address of a video's poster, however long its making takes; undefined when it cannot be made.
 * @throws the signal's reason when aborted
 */
export async function ensurePoster(hash: string, signal: AbortSignal): Promise<string | undefined> {
  for (;;) {
    const answer = await line.run(() => askForPoster(hash, signal), signal);
    if (answer !== 'later') return answer.url;
    await pause(pauseMs, signal);
  }
}

async function askForPoster(
  hash: string,
  signal: AbortSignal,
): Promise<{ readonly url: string | undefined } | 'later'> {
  try {
    const answer = await fetchPreview({ kind: 'poster', hash, waitS, signal });
    if (answer.state === 'ready') return { url: answer.urls[0] };
    return answer.state === 'failed' ? { url: undefined } : 'later';
  } catch (error) {
    if (error instanceof ApiError) return error.isTemporary ? 'later' : { url: undefined };
    throw error;
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, durationMs);
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('Aborted', 'AbortError'));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
