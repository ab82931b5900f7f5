// Identifies files in threads: with synchronous calls a file takes half as long as with asynchronous ones, hashing is not in
// the way of anything else, and a network drive that hangs then hangs only a thread.

import { AppError, ProbeError } from '../../core/errors.ts';
import { PeerPool } from '../peer/peer-pool.ts';
import { startThread } from '../peer/start-thread.ts';
import type { FileIdentity } from './identify-file.ts';
import type { IdentifyAnswer } from './identify-thread.ts';

/** As many as keep a disk busy; a thread holds some 10 MB. */
const THREADS = 2;

/** Identifies files; may be asked for several at once. */
export interface Identifier {
  /** @throws as `identifyFile` does, and the signal's reason. */
  readonly identify: (
    path: string,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<FileIdentity>;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

/** Starts no thread before the first file. */
export function createIdentifier(): Identifier {
  const module = new URL('./identify-thread.ts', import.meta.url);
  const pool = new PeerPool(() => startThread<string, IdentifyAnswer>(module), THREADS);
  return {
    identify: async (path, { signal } = {}) => {
      const answer = await pool.ask(path, { signal });
      if (answer.kind === 'identity') return answer.identity;
      throw toError(answer);
    },
    close: () => pool.end(),
  };
}

function toError({ by, code, message }: IdentifyAnswer & { readonly kind: 'failed' }): Error {
  switch (by) {
    case 'probe':
      return new ProbeError(message);
    case 'app':
      return new AppError(code, message);
    case 'system':
      return Object.assign(new Error(message), { code });
    default:
      return by satisfies never;
  }
}
