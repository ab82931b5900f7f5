// Asks the process in which mediabunny reads files. Owns its life: a file that makes it hang or exhausts its memory costs
// that process, which is then started anew, and nothing else.

import PQueue from 'p-queue';
import { describeError } from '../../core/errors.ts';
import { AskedPeer } from '../peer/asked-peer.ts';
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
  const queue = new PQueue({ concurrency: 1 });
  let peer: AskedPeer<ProbeQuestion, ProbeAnswer> | undefined;

  const start = () => {
    const module = new URL('./mediabunny-process.ts', import.meta.url);
    return new AskedPeer(
      startProcess<ProbeQuestion, ProbeAnswer>(module, { maxMemoryMb: MAX_MEMORY_MB }),
    );
  };
  const end = async () => {
    const ended = peer;
    peer = undefined;
    await ended?.end();
  };
  const ask = async (question: ProbeQuestion, signal?: AbortSignal): Promise<MediabunnyAnswer> => {
    try {
      peer ??= start();
      return await peer.ask(question, { signal, timeoutMs: TIMEOUT_MS });
    } catch (error) {
      // Not awaited: a process that waits for a disk does not end before the disk answers.
      void end();
      signal?.throwIfAborted();
      return { kind: 'defeated', reason: describeError(error) };
    }
  };
  return {
    ask: (question, signal) =>
      queue.add(() => ask(question, signal), signal === undefined ? {} : { signal }),
    close: end,
  };
}
