// The name people know a picture size by. Pure.

/** Lines from which a label holds, with a tenth of tolerance for crops: 1920 x 1040 is still called 1080p. */
const steps = [
  { label: '4320p', px: 4320 },
  { label: '2160p', px: 2160 },
  { label: '1440p', px: 1440 },
  { label: '1080p', px: 1080 },
  { label: '720p', px: 720 },
  { label: '480p', px: 480 },
  { label: '360p', px: 360 },
] as const;

const TOLERANCE = 0.9;
const WIDEST_COMMON_ASPECT = 16 / 9;

/**
 * `2160p`, `1440p`, `1080p`, `720p`, `480p`, `360p` or `SD`, from the picture as displayed, or undefined when its size
 * is not known. A phone's upright picture counts by its width, and a wide-screen one by what 16:9 would be as wide:
 * 1920 x 800 is 1080p.
 */
export function resolutionLabel(width: number, height: number): string | undefined {
  const lines = uncroppedLines(width, height);
  return lines > 0 ? (stepOf(lines)?.label ?? 'SD') : undefined;
}

/** The lines of a picture as its label counts them: at least those that the label names. 0 when its size is not known. */
export function pictureLines(width: number, height: number): number {
  const lines = uncroppedLines(width, height);
  return Math.max(Math.round(lines), stepOf(lines)?.px ?? 0);
}

function uncroppedLines(width: number, height: number): number {
  const shorter = Math.min(width, height);
  if (!(shorter > 0)) return 0;
  return Math.max(shorter, Math.max(width, height) / WIDEST_COMMON_ASPECT);
}

function stepOf(lines: number) {
  return steps.find(({ px }) => lines >= px * TOLERANCE);
}
