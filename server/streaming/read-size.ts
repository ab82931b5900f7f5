// How much of a file is read at once, so that one stream is fast and many are small.

const KIB = 1024;
const LARGEST_BYTES = 1024 * KIB;
const SMALLEST_BYTES = 64 * KIB;
/** All streams together buffer about this much. */
const BUDGET_BYTES = 32 * 1024 * KIB;

/** Bytes a read for one of `openStreams` streams: 1 MiB for a few, down to 64 KiB for hundreds. */
export function readSizeBytes(openStreams: number): number {
  const share = BUDGET_BYTES / Math.max(1, openStreams);
  const rounded = 2 ** Math.floor(Math.log2(share));
  return Math.min(LARGEST_BYTES, Math.max(SMALLEST_BYTES, rounded));
}
