// From coded to displayed pictures. Pure.

import type { Rotation } from './probe.ts';

/** The part of a video stream that decides how large it is shown. */
export interface CodedPicture {
  readonly width: number;
  readonly height: number;
  /** Width of a pixel by its height. */
  readonly pixelAspect: number;
  readonly rotation: Rotation;
}

/** Pixels as displayed: the width is stretched by the pixel aspect, then the picture is turned. Both at least 1. */
export function displaySize({ width, height, pixelAspect, rotation }: CodedPicture): {
  readonly width: number;
  readonly height: number;
} {
  const stretched = Math.max(1, Math.round(width * pixelAspect));
  const isTurned = rotation === 90 || rotation === 270;
  return isTurned ? { width: height, height: stretched } : { width: stretched, height };
}

const rotations = [0, 90, 180, 270] as const;

/** The nearest quarter turn to an angle in clockwise degrees, any number of turns, either way. */
export function toRotation(degrees: number): Rotation {
  const quarters = Number.isFinite(degrees) ? Math.round(degrees / 90) : 0;
  return rotations[((quarters % 4) + 4) % 4] ?? 0;
}

/** A ratio such as `12:11` or `30000/1001`; undefined for `0/0`, `N/A` and the like. */
export function parseRatio(text: string | undefined): number | undefined {
  const [, over, under] = /^(\d+)[:/](\d+)$/.exec(text ?? '') ?? [];
  const ratio = Number(over) / Number(under);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined;
}
