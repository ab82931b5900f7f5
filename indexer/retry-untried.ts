// Reads the files that could not be tried for want of ffprobe, as soon as there is one.

import { setTimeout as delay } from 'node:timers/promises';
import type { FailedFileStore } from '../core/catalogue/failed-file-store.ts';
import type { Warning } from '../core/contract/dashboard.ts';
import { errorFields, ProcessError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { runProcess } from '../core/run-process.ts';

const INTERVAL_MS = 10_000;
const CODE = 'ffprobe_missing';

/** What is needed to notice it. */
export interface RetryUntriedParts {
  readonly failedFiles: FailedFileStore;
  /** Name or path of the program. */
  readonly ffprobePath: string;
  readonly warnings: Map<Warning['code'], Warning>;
  readonly log: Log;
}

/** Looks now and then, and warns while ffprobe is missing that a file needs. Rejects with the reason of `signal`. */
export async function runRetryUntriedLoop(
  parts: RetryUntriedParts,
  signal: AbortSignal,
): Promise<never> {
  for (;;) {
    try {
      await retryUntried(parts, signal);
    } catch (error) {
      signal.throwIfAborted();
      parts.log.error(errorFields(error), 'files that wait for ffprobe could not be retried');
    }
    await delay(INTERVAL_MS, undefined, { signal });
  }
}

async function retryUntried(
  { failedFiles, ffprobePath, warnings, log }: RetryUntriedParts,
  signal: AbortSignal,
): Promise<void> {
  const count = await failedFiles.countUntried();
  if (count === 0) {
    warnings.delete(CODE);
  } else if (await canRun(ffprobePath, signal)) {
    warnings.delete(CODE);
    log.info({ count }, 'ffprobe is there now: what waited for it is read');
    await failedFiles.retryUntried();
  } else {
    const message = `${ffprobePath} cannot be run, and ${count} files can only be read with it. Install ffmpeg, or set FFPROBE_PATH; they are then read by themselves.`;
    warnings.set(CODE, { code: CODE, message });
  }
}

async function canRun(ffprobePath: string, signal: AbortSignal): Promise<boolean> {
  try {
    await runProcess(ffprobePath, ['-version'], { signal, timeoutMs: 10_000 });
    return true;
  } catch (error) {
    if (error instanceof ProcessError) return false;
    throw error;
  }
}
