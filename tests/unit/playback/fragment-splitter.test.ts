import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { FragmentSplitter, type Mp4Piece } from '../../../server/playback/fragment-splitter.ts';

function box(type: string, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32BE(value | 0, index * 4));
  return bytes;
}

function track(id: number, handler: string, timescale: number): Buffer {
  return box(
    'trak',
    box('tkhd', numbers(0, 0, 0, id)),
    box(
      'mdia',
      box('mdhd', numbers(0, 0, 0, timescale)),
      box('hdlr', numbers(0, 0), Buffer.from(handler)),
    ),
  );
}

function fragment(trackId: number, decodeTime: number, compositionOffset: number): Buffer {
  const flags = 0x1 | 0x4 | 0x100 | 0x200 | 0x800;
  const run = box('trun', numbers(0x01000000 | flags, 1, 99, 0, 40, 1000, compositionOffset));
  const traf = box(
    'traf',
    box('tfhd', numbers(0, trackId)),
    box('tfdt', numbers(0x01000000, 0, decodeTime)),
    run,
  );
  return Buffer.concat([
    box('moof', box('mfhd', numbers(0, 1)), traf),
    box('mdat', Buffer.alloc(50)),
  ]);
}

const header = Buffer.concat([
  box('ftyp', Buffer.from('iso6')),
  box('moov', track(1, 'soun', 48_000), track(2, 'vide', 1000)),
]);
const fragments = [fragment(2, 10_000, 80), fragment(2, 16_000, 0), fragment(1, 480_000, 0)];
const file = Buffer.concat([header, ...fragments, box('mfra', Buffer.alloc(20))]);

function split(bytes: Buffer, cuts: readonly number[]): Mp4Piece[] {
  const splitter = new FragmentSplitter();
  const edges = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  return edges
    .slice(1)
    .flatMap((end, index) => [...splitter.push(bytes.subarray(edges[index], end))]);
}

describe('fragments of an MP4', () => {
  test('come whole, with the time of their first picture, however the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        const pieces = split(file, cuts);
        expect(pieces.map(({ kind }) => kind)).toEqual([
          'header',
          'fragment',
          'fragment',
          'fragment',
        ]);
        expect(pieces.map(({ bytes }) => bytes)).toEqual([header, ...fragments]);
        const times = pieces.flatMap((piece) => (piece.kind === 'fragment' ? [piece.startS] : []));
        expect(times).toEqual([10.08, 16, undefined]);
      }),
    );
  });

  test('are refused when the bytes are none', () => {
    expect(() => split(Buffer.from('\0\0\0\u0003oops'), [])).toThrow(AppError);
    expect(() => split(Buffer.from('not an mp4 at all'), [])).toThrow(/a box of/);
  });
});
