// Runs a module as a worker thread: quick to start and to talk to, but not to be trusted with hostile input, for what
// exhausts its memory ends the whole program.

import { Worker } from 'node:worker_threads';
import type { Peer } from './asked-peer.ts';

/** Starts `module`, which answers the messages of its `parentPort`. */
export function startThread<Question, Answer>(module: URL): Peer<Question, Answer> {
  const thread = new Worker(module);
  const ended = Promise.withResolvers<Error>();
  thread.once('error', (error) => {
    ended.resolve(error instanceof Error ? error : new Error(String(error)));
  });
  thread.once('exit', (code) => ended.resolve(new Error(`the thread exited with code ${code}`)));
  thread.unref();
  return {
    send: (question) => thread.postMessage(question),
    onAnswer: (listener) => {
      thread.on('message', listener);
      // Listening for messages keeps the program alive anew.
      thread.unref();
    },
    onEnd: (listener) => void ended.promise.then(listener),
    keepProgramAlive: (isAlive) => (isAlive ? thread.ref() : thread.unref()),
    end: async () => {
      await thread.terminate();
    },
  };
}
