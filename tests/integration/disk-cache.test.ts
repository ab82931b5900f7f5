import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chunksOf } from '../../core/catalogue/chunks-of.ts';
import { DiskCache } from '../../server/disk-cache.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('what is written while room is made is counted as well', async () => {
  const folder = await temporaryFolder();
  const cache = new DiskCache(folder, 400_000);
  // So many that to look at them takes longer than to write one more.
  const names = Array.from({ length: 3000 }, (_, index) => `${index}`);
  for (const some of chunksOf(names, 100))
    await Promise.all(some.map((name) => cache.store('owner', name, Buffer.alloc(100))));
  for (const size of [9000, 300_000]) await cache.store('owner', `of-${size}`, Buffer.alloc(size));
  await cache.settled();
  expect(await bytesIn(folder)).toBeLessThanOrEqual(400_000);
});

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const stats = await Promise.all(
    files.map(({ parentPath, name }) => stat(join(parentPath, name))),
  );
  return stats.reduce((sum, { size }) => sum + size, 0);
}
