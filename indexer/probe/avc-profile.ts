// The pixel format of H.264 pictures, which of the unusual profiles only the sequence parameter set tells. Pure.

/** Profiles whose parameter sets name a chroma format and bit depths: ITU-T H.264, 7.3.2.1.1. */
const withFormat: ReadonlySet<number> = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138]);

/** What every other profile has: 8 bits, 4:2:0. */
const usual = { chroma: 1, depth: 8 };

/**
 * Reads the first parameter set of a decoder configuration record (ISO/IEC 14496-15, 5.3.3.1.2). Undefined where it has
 * none, or a kind that no decoder of today shows.
 */
export function avcPixelFormat(record: Uint8Array): string | undefined {
  // Version, profile, compatibility, level, length size, number of sets, two bytes of length, the NAL unit's type.
  const set = record.subarray(9, 9 + 32);
  const profile = set[0];
  if (profile === undefined || ((record[5] ?? 0) & 31) === 0) return undefined;
  const { chroma, depth } = withFormat.has(profile) ? readFormat(set.subarray(3)) : usual;
  // Decoders add grey colours to pictures that have none.
  if (depth === 8 && chroma === 0) return 'yuv420p';
  const name = ['gray', 'yuv420p', 'yuv422p', 'yuv444p'][chroma];
  if (name === undefined || depth > 14) return undefined;
  return depth === 8 ? name : `${name}${depth}le`;
}

/** After profile, constraints and level: the set's number, the chroma format, for 4:4:4 a flag, the depth less 8. */
function readFormat(bytes: Uint8Array): { readonly chroma: number; readonly depth: number } {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  let at = 0;
  const next = () => {
    const zeros = bits.indexOf('1', at) - at;
    const value = Number.parseInt(bits.slice(at + zeros, at + 2 * zeros + 1), 2) - 1;
    at += 2 * zeros + 1;
    return value;
  };
  next();
  const chroma = next();
  if (chroma === 3) at += 1;
  return { chroma, depth: 8 + next() };
}
