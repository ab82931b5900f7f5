// Sizes of pictures: how large a video is shown, and how large its previews are. Pure arithmetic.

/** Whole pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** How a stream stores its pictures. */
export interface StoredPicture extends PictureSize {
  /** Width to height of one pixel; 1 for square ones. */
  readonly pixelAspect: number;
  /** Degrees by which a player turns the picture, either way round. */
  readonly rotation: number;
}

/** Beyond this a pixel aspect is a mistake of the file: no camera or disc has one. */
const MOST_STRETCHED = 4;

/** The size at which a player shows a stream: pixels made square, the picture turned. */
export function displayedSize(stored: StoredPicture): PictureSize {
  const { width, height, pixelAspect, rotation } = stored;
  const isPlausible = pixelAspect >= 1 / MOST_STRETCHED && pixelAspect <= MOST_STRETCHED;
  const shown = { width: isPlausible ? Math.round(width * pixelAspect) : width, height };
  const isUpright = Math.abs(Math.round(rotation / 90)) % 2 === 0;
  return isUpright ? shown : { width: shown.height, height: shown.width };
}

/** The size with its longer side at most `most`; even, and never larger than it is. */
export function boundLongSide(size: PictureSize, most: number): PictureSize {
  return shrink(size, most / Math.max(size.width, size.height));
}

/** The size at most `most` high; even, and never larger than it is. */
export function boundHeight(size: PictureSize, most: number): PictureSize {
  return shrink(size, most / size.height);
}

/**
 * The size as people name it: "360p" is 360 on the shorter side, upright or not. The longer side ends at 8/3 of that,
 * so that a panorama costs no more than a cinema picture. Even, and never larger than it is.
 */
export function boundShortSide(size: PictureSize, most: number): PictureSize {
  const short = Math.min(size.width, size.height);
  const long = Math.max(size.width, size.height);
  return shrink(size, Math.min(most / short, (most * 8) / 3 / long));
}

/** Whether `size` is at most half as wide as `source`: what differs between neighbouring pixels is then lost anyway. */
export function isMuchSmaller(size: PictureSize, source: PictureSize): boolean {
  return source.width >= 2 * size.width;
}

/** Even, because chroma is stored for every second pixel and encoders refuse half of one. */
function shrink(size: PictureSize, ratio: number): PictureSize {
  const side = (pixels: number) => {
    const largestEven = 2 * Math.floor(pixels / 2);
    return Math.max(2, Math.min(largestEven, 2 * Math.round((pixels * Math.min(1, ratio)) / 2)));
  };
  return { width: side(size.width), height: side(size.height) };
}
