// How much of a file is read at once, so that one stream is fast and many are small.

const KIB = 1024;
/** More is not faster: it does not stay in the processor's cache between reading and writing. */
const LARGEST_BYTES = 512 * KIB;
const SMALLEST_BYTES = 64 * KIB;
/** What all streams together read at once. */
const BUDGET_BYTES = 16 * 1024 * KIB;

/** Bytes a read for one of `openStreams` streams: 512 KiB for a few, down to 64 KiB for hundreds. */
export function readSizeBytes(openStreams: number): number {
  const share = BUDGET_BYTES / Math.max(1, openStreams);
  const rounded = 2 ** Math.floor(Math.log2(share));
  return Math.min(LARGEST_BYTES, Math.max(SMALLEST_BYTES, rounded));
}
