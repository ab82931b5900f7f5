import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../core/catalogue/open-catalogue.ts';
import { writeUnsynced } from '../../../core/catalogue/write-unsynced.ts';
import { testCatalogue } from '../../support/test-catalogue.ts';

/** As https://sqlite.org/pragma.html#pragma_synchronous numbers them. */
const NORMAL = 1;
const FULL = 2;

async function readSynchronous(catalogue: Catalogue): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(catalogue);
  return rows[0]?.synchronous;
}

describe('a write that nobody waits for the disk for', () => {
  it('leaves all others waiting for it, whenever they come and whether or not it fails', async () => {
    const catalogue = await testCatalogue();
    for (let round = 0; round < 2; round += 1) {
      const [unsynced, beside] = await Promise.all([
        writeUnsynced(catalogue, readSynchronous),
        readSynchronous(catalogue),
      ]);
      expect([unsynced, beside]).toEqual([NORMAL, FULL]);
    }
    const failing = writeUnsynced(catalogue, () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
    expect(await readSynchronous(catalogue)).toBe(FULL);
  });
});
