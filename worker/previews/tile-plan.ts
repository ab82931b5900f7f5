// How seek thumbnails are laid out: how many tiles, how large, how many to a sheet. Pure.

import { boundLongSide, type PictureSize } from '../../core/media/picture-size.ts';

/** Tiles of one video at most: their number decides about the making's time and the sheets' size. */
export const MOST_TILES = 400;

/** A tile's longer side in pixels. */
const TILE_SIDE = 240;

/** What browsers on phones decode without trouble, in pixels. */
const MOST_SHEET_PIXELS = 4_000_000;
const MOST_SHEET_HEIGHT = 4096;

const MOST_COLUMNS = 10;

/** Seconds between tiles, such that a ladder of few values serves all durations. */
const intervalsS = [1, 2, 5, 10, 15, 20, 30];

/** One sheet: a grid of tiles, filled row by row. */
export interface Sheet {
  /** Number of its first tile, from 0. */
  readonly first: number;
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
}

/** Tiles and sheets for a video. */
export interface TilePlan {
  /** Tile `i` stands for the video from `i * intervalS` on. */
  readonly intervalS: number;
  readonly count: number;
  readonly tile: PictureSize;
}

/** Plans the tiles of a video of `durationS` and `size`. */
export function planTiles(durationS: number, size: PictureSize): TilePlan {
  const intervalS = chooseInterval(durationS);
  const count = Math.min(MOST_TILES, Math.max(1, Math.ceil(durationS / intervalS)));
  return { intervalS, count, tile: boundLongSide(size, TILE_SIDE) };
}

/** Short videos get many tiles, long ones at most {@link MOST_TILES}; whole tens of seconds beyond the ladder. */
function chooseInterval(durationS: number): number {
  const neededS = durationS / (durationS < 3600 ? MOST_TILES / 1.6 : MOST_TILES);
  return intervalsS.find((intervalS) => intervalS >= neededS) ?? Math.ceil(neededS / 10) * 10;
}

/** Spreads `count` tiles over as few sheets as hold them; the last is only as large as it needs to be. */
export function layOutSheets(count: number, tile: PictureSize): readonly Sheet[] {
  const mostTiles = Math.floor(MOST_SHEET_PIXELS / (tile.width * tile.height));
  const mostColumns = Math.min(MOST_COLUMNS, mostTiles);
  const mostRows = Math.floor(MOST_SHEET_HEIGHT / tile.height);
  const perSheet = mostColumns * Math.min(mostRows, Math.floor(mostTiles / mostColumns));
  return Array.from({ length: Math.ceil(count / perSheet) }, (_, index) => {
    const first = index * perSheet;
    const here = Math.min(perSheet, count - first);
    const columns = Math.min(mostColumns, here);
    return { first, count: here, columns, rows: Math.ceil(here / columns) };
  });
}
