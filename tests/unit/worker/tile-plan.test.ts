import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSpriteVtt } from '../../../worker/previews/sprite-vtt.ts';
import { layOutSheets, MOST_TILES, planTiles } from '../../../worker/previews/tile-plan.ts';

const wide = { width: 1920, height: 1080 };

describe('planTiles', () => {
  it.each([
    [0, 1, 1],
    [0.04, 1, 1],
    [60, 1, 60],
    [300, 2, 150],
    [1200, 5, 240],
    [3000, 15, 200],
    [7200, 20, 360],
    [4 * 3600, 40, 360],
    [100 * 3600, 900, 400],
  ])('gives %d seconds a tile every %i seconds, %i in all', (durationS, intervalS, count) => {
    expect(planTiles(durationS, wide)).toMatchObject({ intervalS, count });
  });

  it('covers every duration with at most 400 tiles', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (durationS) => {
        const { intervalS, count } = planTiles(durationS, wide);
        expect(count).toBeLessThanOrEqual(MOST_TILES);
        expect(count * intervalS).toBeGreaterThanOrEqual(durationS - 1e-6);
        expect((count - 1) * intervalS).toBeLessThan(durationS);
      }),
    );
  });

  it.each([
    ['landscape', wide, { width: 240, height: 136 }],
    ['upright', { width: 1080, height: 1920 }, { width: 136, height: 240 }],
    ['tiny', { width: 64, height: 48 }, { width: 64, height: 48 }],
  ])('makes tiles of a %s video 240 pixels long at most', (_, size, tile) => {
    expect(planTiles(60, size).tile).toEqual(tile);
  });
});

const layouts = fc.record({
  count: fc.integer({ min: 1, max: MOST_TILES }),
  tile: fc.record({
    width: fc.integer({ min: 1, max: 120 }).map((half) => half * 2),
    height: fc.integer({ min: 1, max: 120 }).map((half) => half * 2),
  }),
});

describe('layOutSheets', () => {
  it('places every tile once, on sheets under 4 megapixels', () => {
    fc.assert(
      fc.property(layouts, ({ count, tile }) => {
        const sheets = layOutSheets(count, tile);
        let next = 0;
        for (const sheet of sheets) {
          expect(sheet.first).toBe(next);
          next += sheet.count;
          const pixels = sheet.columns * tile.width * sheet.rows * tile.height;
          expect(pixels).toBeLessThanOrEqual(4_000_000);
          expect(sheet.columns * sheet.rows).toBeGreaterThanOrEqual(sheet.count);
          expect(sheet.columns * (sheet.rows - 1)).toBeLessThan(sheet.count);
        }
        expect(next).toBe(count);
      }),
    );
  });
});

describe('writeSpriteVtt', () => {
  it('writes what a player reads', () => {
    const sheets = [
      { first: 0, count: 2, columns: 2, rows: 1, name: 'a-1.jpg' },
      { first: 2, count: 1, columns: 1, rows: 1, name: 'a-2.jpg' },
    ];
    const tile = { width: 240, height: 136 };
    expect(writeSpriteVtt({ sheets, tile, intervalS: 1800, durationS: 4000.5 })).toBe(
      [
        'WEBVTT',
        '',
        '00:00:00.000 --> 00:30:00.000',
        'a-1.jpg#xywh=0,0,240,136',
        '',
        '00:30:00.000 --> 01:00:00.000',
        'a-1.jpg#xywh=240,0,240,136',
        '',
        '01:00:00.000 --> 01:06:40.500',
        'a-2.jpg#xywh=0,0,240,136',
        '',
      ].join('\n'),
    );
  });

  it('gives every moment of every video exactly one tile inside its sheet', () => {
    const durations = fc.double({ min: 0.01, max: 400_000, noNaN: true });
    fc.assert(
      fc.property(durations, (durationS) => {
        const { intervalS, count, tile } = planTiles(durationS, wide);
        const sheets = layOutSheets(count, tile).map((sheet) => ({ ...sheet, name: 'a.jpg' }));
        const text = writeSpriteVtt({ sheets, tile, intervalS, durationS });
        const [header, ...cues] = text.trimEnd().split('\n\n');
        expect(header).toBe('WEBVTT');
        expect(cues).toHaveLength(count);
        let end = '00:00:00.000';
        for (const cue of cues) {
          const found =
            /^(\d{2,}:[0-5]\d:[0-5]\d\.\d{3}) --> (\d{2,}:[0-5]\d:[0-5]\d\.\d{3})\na\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(
              cue,
            );
          expect(found?.[1]).toBe(end);
          end = found?.[2] ?? '';
          expect(Number(found?.[3]) % tile.width).toBe(0);
          expect(Number(found?.[4]) % tile.height).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
