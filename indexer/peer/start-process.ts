// Runs a module as a process of its own: it may hang, or eat all the memory that it has, and nothing else is harmed.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Peer } from './asked-peer.ts';

/** What the process may use. */
export interface StartProcessOptions {
  /** More memory than this ends it. */
  readonly maxMemoryMb: number;
}

/** Starts `module`, which answers the messages of its `process`; it ends with this one. */
export function startProcess<Question extends object, Answer>(
  module: URL,
  { maxMemoryMb }: StartProcessOptions,
): Peer<Question, Answer> {
  const child = fork(fileURLToPath(module), {
    execArgv: [`--max-old-space-size=${maxMemoryMb}`],
    serialization: 'advanced',
    // What it says when it dies is many lines and no use.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = Promise.withResolvers<Error>();
  const kill = () => void child.kill('SIGKILL');
  const onEnd = (how: string) => {
    process.off('exit', kill);
    ended.resolve(new Error(`the process ${how}`));
  };
  // In an endless loop it would not notice that this process is gone.
  process.once('exit', kill);
  child.once('error', (error) => onEnd(`failed: ${error.message}`));
  child.once('exit', (code, signal) => onEnd(`exited with ${signal ?? `code ${String(code)}`}`));

  const keepProgramAlive = (isAlive: boolean) => {
    const change = isAlive ? 'ref' : 'unref';
    child[change]();
    child.channel?.[change]();
  };
  keepProgramAlive(false);
  return {
    send: (question) => {
      // A process that is gone is told of by `exit`; without a listener the failure would be thrown.
      child.send(question, () => undefined);
    },
    onAnswer: (listener) => {
      child.on('message', listener);
      keepProgramAlive(false);
    },
    onEnd: (listener) => void ended.promise.then(listener),
    keepProgramAlive,
    end: async () => {
      keepProgramAlive(true);
      kill();
      await ended.promise;
    },
  };
}
