// How a picture of a video fits into a 16:9 frame.

/** True when cutting to 16:9 would lose too much: anything narrower than 4:3, upright videos above all. */
export function isNarrowPicture(video: {
  readonly width: number;
  readonly height: number;
}): boolean {
  return video.width > 0 && video.width / video.height < 1.3;
}
