// Durations and frame rates counted from packets, where a container's word is not to be believed. Pure.

/** The packets of a video track, or the first of them. */
export interface PacketTimes {
  readonly count: number;
  /** From the first packet to the end of the last one, in seconds. */
  readonly spanS: number;
}

/**
 * Reads the lines of `packetArguments`. The last packet is taken to last as long as the others do on average: what
 * containers say of single packets is often nothing, or one tick.
 *
 * @returns undefined where no packet has a time.
 */
export function parsePacketTimes(lines: string): PacketTimes | undefined {
  let count = 0;
  let firstS = Infinity;
  let lastS = -Infinity;
  for (const [, pts, dts] of lines.matchAll(/pts_time=(\S+?)\|dts_time=(\S+?)\|/g)) {
    // Packets of AVI files only have the time of decoding.
    const timeS = Number(pts === 'N/A' ? dts : pts);
    if (!Number.isFinite(timeS)) continue;
    count += 1;
    firstS = Math.min(firstS, timeS);
    lastS = Math.max(lastS, timeS);
  }
  if (count === 0) return undefined;
  if (count > 1) return { count, spanS: ((lastS - firstS) * count) / (count - 1) };
  return { count, spanS: Number(/duration_time=([\d.]+)/.exec(lines)?.[1] ?? 0) };
}

/** Packets a second; undefined where they take no time. */
export function packetRate({ count, spanS }: PacketTimes): number | undefined {
  return spanS > 0 ? count / spanS : undefined;
}
