// A thread in which files are identified, one after another. Started by identifier.ts only.

import { parentPort } from 'node:worker_threads';
import { AppError, describeError, ProbeError, systemErrorCode } from '../../core/errors.ts';
import { type FileIdentity, identifyFile } from './identify-file.ts';

/** What comes of a path. Errors lose their class and code on the way to another thread. */
export type IdentifyAnswer =
  | { readonly kind: 'identity'; readonly identity: FileIdentity }
  | {
      readonly kind: 'failed';
      readonly by: 'probe' | 'app' | 'system';
      readonly code: string;
      readonly message: string;
    };

function answer(path: string): IdentifyAnswer {
  try {
    return { kind: 'identity', identity: identifyFile(path) };
  } catch (error) {
    const message = describeError(error);
    if (error instanceof ProbeError) return { kind: 'failed', by: 'probe', code: '', message };
    if (error instanceof AppError) return { kind: 'failed', by: 'app', code: error.code, message };
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'failed', by: 'system', code, message };
  }
}

if (parentPort) {
  const port = parentPort;
  port.on('message', (path: string) => port.postMessage(answer(path)));
}
