// The bundled server's master key: made once, readable by its owner only. Never logged.

import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../core/errors.ts';

/** Meilisearch refuses shorter keys in production, in bytes. */
const MIN_KEY_LENGTH = 16;

/** Reads the key in `folder`; makes one when there is none or a crash left an empty file. */
export async function ensureMasterKey(folder: string): Promise<string> {
  const path = join(folder, 'master-key');
  const existing = await readKey(path);
  if (existing.length >= MIN_KEY_LENGTH) {
    await chmod(path, 0o600);
    return existing;
  }
  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${randomBytes(32).toString('base64url')}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(unfinished, path);
  // Read back: of two programs that start at once, both go on with the key that won.
  return await readKey(path);
}

async function readKey(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
