// What a walk cannot look at, as opposed to what is not there.

import { systemErrorCode } from '../../core/errors.ts';

/** A folder or file that is there but could not be looked at: what lies below it is unknown, not gone. */
export interface WalkProblem {
  readonly path: string;
  /** The system's error code, for example `EACCES`. */
  readonly code: string;
}

/** Not worth a word: the thing went away since its folder was read, or is a link to nothing. */
const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/** The problem that `error` is for the file or folder `path`; undefined where there is none. @throws what is no system's error. */
export function problemOf(path: string, error: unknown): WalkProblem | undefined {
  const code = systemErrorCode(error);
  if (code === undefined) throw error;
  return goneCodes.has(code) ? undefined : { path, code };
}
