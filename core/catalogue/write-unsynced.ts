// Writes that nobody waits for the disk for: signs of life, which mean nothing after a power cut.

import { CompiledQuery } from 'kysely';
import type { Catalogue } from './open-catalogue.ts';

/**
 * Runs `write` with the connection to itself, and does not wait until what it wrote is on the disk: programs that have
 * nothing to do would else wake the disk every second. Others see it at once; a power cut may undo it, and damages nothing
 * (https://sqlite.org/pragma.html#pragma_synchronous). Not within a transaction.
 */
export async function writeUnsynced<Result>(
  catalogue: Catalogue,
  write: (connection: Catalogue) => Promise<Result>,
): Promise<Result> {
  return await catalogue.connection().execute(async (connection) => {
    await connection.executeQuery(CompiledQuery.raw('pragma synchronous = normal'));
    try {
      return await write(connection);
    } finally {
      await connection.executeQuery(CompiledQuery.raw('pragma synchronous = full'));
    }
  });
}
