// Asks the process in which mediabunny reads files. Owns its life: a file that makes it hang or exhausts its memory costs
// that process, which is then started anew, and nothing else.

import { describeError } from '../../core/errors.ts';
import { PeerPool } from '../peer/peer-pool.ts';
import { startProcess } from '../peer/start-process.ts';
import type { ProbeAnswer, ProbeQuestion } from './mediabunny-process.ts';

/** A file takes milliseconds, and its disk is awake. */
const TIMEOUT_MS = 5_000;
const MAX_MEMORY_MB = 512;

/** What comes of a question; `defeated` says how the process came to its end. */
export type MediabunnyAnswer = ProbeAnswer | { readonly kind: 'defeated'; readonly reason: string };

/** Reads files one after another. */
export interface MediabunnyProber {
  /** @throws the signal's reason, and nothing else. */
  readonly ask: (question: ProbeQuestion, signal?: AbortSignal) => Promise<MediabunnyAnswer>;
  /** Ends the process; a later question would start another. */
  readonly close: () => Promise<void>;
}

/** Starts no process before the first question. */
export function createMediabunnyProber(): MediabunnyProber {
  const module = new URL('./mediabunny-process.ts', import.meta.url);
  const pool = new PeerPool(
    () => startProcess<ProbeQuestion, ProbeAnswer>(module, { maxMemoryMb: MAX_MEMORY_MB }),
    1,
  );
  return {
    ask: async (question, signal) => {
      try {
        return await pool.ask(question, { signal, timeoutMs: TIMEOUT_MS });
      } catch (error) {
        signal?.throwIfAborted();
        return { kind: 'defeated', reason: describeError(error) };
      }
    },
    close: () => pool.end(),
  };
}
