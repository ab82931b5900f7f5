// How telling a picture is: a pure judgement of a small grey copy of it.

/** Size of the grey copies that are judged; one byte a pixel, 0 black to 255 white. */
export const sampleSize = { width: 64, height: 36 } as const;

/** What a picture is worth. */
export interface FrameScore {
  /** 0 to 1; higher shows more. */
  readonly score: number;
  /** Black, white, one colour, or nearly so: nothing to see. A dark scene is not blank, it only scores low. */
  readonly isBlank: boolean;
}

/** Standard deviations, in grey levels, under which a picture is blank and over which it has all the contrast it needs. */
const BLANK_DEVIATION = 6;
const FULL_DEVIATION = 56;

/** The mean step between neighbours that counts as full detail. */
const FULL_STEP = 12;

/** Levels are counted in this many bins; noise stays within one. */
const BINS = 64;

/**
 * Judges a grey copy of {@link sampleSize}.
 *
 * The score is the mean of variety (entropy of the levels: low for a title on black), contrast (low in a fade) and
 * detail (low out of focus), times how well exposed the picture is.
 */
export function scoreFrame(luma: Uint8Array): FrameScore {
  const mean = luma.reduce((sum, level) => sum + level, 0) / luma.length;
  const variance = luma.reduce((sum, level) => sum + (level - mean) ** 2, 0) / luma.length;
  const deviation = Math.sqrt(variance);
  const contrast = Math.min(1, deviation / FULL_DEVIATION);
  const detail = Math.min(1, meanStep(luma) / FULL_STEP);
  const variety = entropyBits(luma) / Math.log2(BINS);
  const score = ((variety + contrast + detail) / 3) * exposure(mean);
  return { score, isBlank: deviation < BLANK_DEVIATION };
}

/** Grey copies that lie one after another in a file. */
export function splitSamples(bytes: Buffer): readonly Buffer[] {
  const length = sampleSize.width * sampleSize.height;
  const count = Math.floor(bytes.length / length);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}

/** 1 for the middle levels, falling to 0.2 at black and white. */
function exposure(mean: number): number {
  const distance = Math.abs(mean - 118) / 137;
  return 1 - 0.8 * Math.min(1, distance ** 2);
}

/** Shannon entropy of the levels. */
function entropyBits(luma: Uint8Array): number {
  const counts = new Array<number>(BINS).fill(0);
  for (const level of luma) {
    const bin = Math.floor((level * BINS) / 256);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.reduce((bits, count) => {
    const share = count / luma.length;
    return count === 0 ? bits : bits - share * Math.log2(share);
  }, 0);
}

/** Mean absolute difference to the neighbours on the right and below. */
function meanStep(luma: Uint8Array): number {
  const { width, height } = sampleSize;
  let sum = 0;
  for (let y = 0; y + 1 < height; y += 1) {
    for (let x = 0; x + 1 < width; x += 1) {
      const at = y * width + x;
      const level = luma[at] ?? 0;
      sum += Math.abs((luma[at + 1] ?? 0) - level) + Math.abs((luma[at + width] ?? 0) - level);
    }
  }
  return sum / (2 * (width - 1) * (height - 1));
}
