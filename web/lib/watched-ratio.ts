// How far a video was watched, for progress bars and for "continue watching".

interface Watched {
  readonly positionS: number | null;
  readonly durationS: number | null;
}

/** 0 to 1; 0 when it was never watched or its length is not known. */
export function watchedRatio({ positionS, durationS }: Watched): number {
  if (positionS === null || durationS === null || durationS <= 0) return 0;
  return Math.min(1, Math.max(0, positionS / durationS));
}

/** True when a person stopped in the middle: not in the first 3 %, not in the last 5 % and not in the last second. */
export function isUnfinished(video: Watched): boolean {
  const ratio = watchedRatio(video);
  const leftS = (video.durationS ?? 0) - (video.positionS ?? 0);
  return ratio >= 0.03 && ratio <= 0.95 && leftS > 1;
}
