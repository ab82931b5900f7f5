import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packetRate, parsePacketTimes } from '../../../indexer/probe/packet-times.ts';

const line = (
  pts: string | number,
  dts: string | number = pts,
  duration: string | number = 'N/A',
) => `pts_time=${pts}|dts_time=${dts}|duration_time=${duration}\n`;

describe('packet times', () => {
  it('give the last packet the average length', () => {
    const times = parsePacketTimes(
      [10, 10.1, 10.3, 10.2].map((time) => line(time, 0, 0.001)).join(''),
    );
    expect(times?.count).toBe(4);
    expect(times?.spanS).toBeCloseTo(0.4);
  });

  it('use the time of decoding where there is no other', () => {
    const times = parsePacketTimes(line('N/A', 0) + line('N/A', 0.5) + line('N/A', 'N/A'));
    expect(times).toEqual({ count: 2, spanS: 1 });
  });

  it('use what a single packet says', () => {
    expect(parsePacketTimes(line(3, 3, 0.04))).toEqual({ count: 1, spanS: 0.04 });
    expect(parsePacketTimes(line(3))).toEqual({ count: 1, spanS: 0 });
  });

  it.each(['', 'nonsense', line('N/A', 'N/A')])('are unknown of %j', (lines) => {
    expect(parsePacketTimes(lines)).toBeUndefined();
  });

  it('find the rate of any regular video, in any order of its packets', () => {
    const rate = fc.double({ min: 1, max: 240, noNaN: true });
    const order = fc.shuffledSubarray(
      Array.from({ length: 20 }, (_, index) => index),
      { minLength: 20 },
    );
    fc.assert(
      fc.property(
        rate,
        fc.double({ min: -5, max: 1e5, noNaN: true }),
        order,
        (fps, startS, indices) => {
          const lines = indices.map((index) => line((startS + index / fps).toFixed(6))).join('');
          const times = parsePacketTimes(lines);
          expect(times && packetRate(times)).toBeCloseTo(fps, 1);
        },
      ),
    );
  });

  it('have no rate where no time passes', () => {
    expect(packetRate({ count: 3, spanS: 0 })).toBeUndefined();
  });
});
