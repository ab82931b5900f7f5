// A folder of its own for each test, removed afterwards.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes an empty folder that the running test owns; it is deleted when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
