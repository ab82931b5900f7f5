// A library in parts: by the first two digits of hashes, as the previews folder is divided, too.

/** The parts, in order. */
export const shards: readonly string[] = Array.from({ length: 256 }, (_, n) =>
  n.toString(16).padStart(2, '0'),
);

/** Every hash of the shard comes before this text, and every one of the next after it. */
export function endOf(shard: string): string {
  return `${shard}g`;
}
