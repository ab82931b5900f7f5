// Which claims of a container are believed without counting. Pure.

/** Fewer bytes a second than this are no video: a real file of 106 kB claims to run for 40 hours. */
const MIN_BYTES_PER_S = 2000;
/** More than this is not even uncompressed 8K. */
const MAX_BYTES_PER_S = 10e9;
/** Slow motion is shot at up to 240; 1000 is a clock, not a frame rate. */
const MAX_FPS = 250;

/** Whether a file of this size may well run for this long. Where not, its packets have to be looked at. */
export function isPlausibleDuration(
  durationS: number | undefined,
  sizeBytes: number,
): durationS is number {
  if (durationS === undefined || !(durationS > 0)) return false;
  const bytesPerS = sizeBytes / durationS;
  return bytesPerS >= MIN_BYTES_PER_S && bytesPerS <= MAX_BYTES_PER_S;
}

/** The first of the frame rates that a video may have. */
export function firstPlausibleFps(
  ...candidates: readonly (number | undefined)[]
): number | undefined {
  return candidates.find((fps) => fps !== undefined && fps > 0 && fps <= MAX_FPS);
}
