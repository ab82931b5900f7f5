// Rows of many videos at once. Whatever the number of hashes, the statement is the same text, which is compiled once.

import { sql, type RawBuilder } from 'kysely';

/** Whether the row's `hash` is one of `hashes`, of which there may be any number. */
export function isAmong(hashes: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`hash in (select value from json_each(${JSON.stringify(hashes)}))`;
}
