// Writes the WebVTT file by which a player finds the tile for a time. Pure.

import type { PictureSize } from '../../core/media/picture-size.ts';
import type { Sheet } from './tile-plan.ts';

/** A sheet and the file that it is in. */
export interface NamedSheet extends Sheet {
  readonly name: string;
}

/**
 * One cue a tile; its text is the sheet's name and `#xywh=` (https://www.w3.org/TR/media-frags/#naming-space). Names
 * are relative to the file's own address. The last cue lasts to the end of the video.
 */
export function writeSpriteVtt(options: {
  readonly sheets: readonly NamedSheet[];
  readonly tile: PictureSize;
  readonly intervalS: number;
  readonly durationS: number;
}): string {
  const { sheets, tile, intervalS, durationS } = options;
  const count = sheets.reduce((sum, sheet) => sum + sheet.count, 0);
  const cues = sheets.flatMap((sheet) =>
    Array.from({ length: sheet.count }, (_, index) => {
      const number = sheet.first + index;
      const fromS = number * intervalS;
      const toS = number === count - 1 ? Math.max(durationS, fromS + 0.001) : fromS + intervalS;
      const x = (index % sheet.columns) * tile.width;
      const y = Math.floor(index / sheet.columns) * tile.height;
      const area = `#xywh=${x},${y},${tile.width},${tile.height}`;
      return `${formatTimestamp(fromS)} --> ${formatTimestamp(toS)}\n${sheet.name}${area}\n`;
    }),
  );
  return ['WEBVTT\n', ...cues].join('\n');
}

/** `hh:mm:ss.ttt`, as in https://www.w3.org/TR/webvtt1/#webvtt-timestamp */
function formatTimestamp(timeS: number): string {
  const milliseconds = Math.round(timeS * 1000);
  const pad = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  const [hours, minutes] = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60];
  const [seconds, rest] = [(milliseconds / 1000) % 60, milliseconds % 1000];
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(rest, 3)}`;
}
