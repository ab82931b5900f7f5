// Cuts the fragmented MP4 that ffmpeg writes to a pipe into its header and its fragments. Reads boxes only as far as their
// times: ISO/IEC 14496-12, section 8.

import { AppError } from '../../core/errors.ts';
import { findBox, findBoxes, fullBoxVersion, type Box } from './mp4-box.ts';

/** One `moof` with its `mdat`. */
export interface Mp4Fragment {
  readonly kind: 'fragment';
  readonly bytes: Buffer;
  /** When its first picture is shown; undefined for one without pictures. */
  readonly startS: number | undefined;
}

/** A fragment, or the header that every fragment needs. */
export type Mp4Piece = Mp4Fragment | { readonly kind: 'header'; readonly bytes: Buffer };

/** More than any fragment that a disk and a network can keep up with; a pipe that holds no MP4 must not fill the memory. */
const MAX_BOX_BYTES = 512 * 1024 * 1024;
const HEADER_BYTES = 8;

interface VideoTrack {
  readonly id: number;
  readonly timescale: number;
}

/** Takes bytes as they come, and gives pieces as soon as they are whole. */
export class FragmentSplitter {
  #chunks: Buffer[] = [];
  #heldBytes = 0;
  #wantedBytes = HEADER_BYTES;
  #pending: Buffer[] = [];
  #startS: number | undefined;
  #track: VideoTrack | undefined;

  /** @throws AppError `conversion_failed` when the bytes are no MP4. */
  *push(chunk: Buffer): Generator<Mp4Piece> {
    this.#chunks.push(chunk);
    this.#heldBytes += chunk.length;
    while (this.#heldBytes >= this.#wantedBytes) {
      const held =
        this.#chunks.length === 1 ? (this.#chunks[0] ?? chunk) : Buffer.concat(this.#chunks);
      const sizeBytes = held.readUInt32BE(0);
      if (sizeBytes < HEADER_BYTES || sizeBytes > MAX_BOX_BYTES)
        throw new AppError('conversion_failed', `ffmpeg wrote a box of ${sizeBytes} bytes.`);
      this.#wantedBytes = sizeBytes;
      this.#chunks = [held];
      if (held.length < sizeBytes) return;
      yield* this.#take(held.subarray(0, sizeBytes));
      this.#chunks = [held.subarray(sizeBytes)];
      this.#heldBytes = held.length - sizeBytes;
      this.#wantedBytes = HEADER_BYTES;
    }
  }

  *#take(bytes: Buffer): Generator<Mp4Piece> {
    const type = bytes.toString('latin1', 4, 8);
    if (type === 'ftyp' || type === 'moof') this.#pending = [];
    if (type !== 'mfra') this.#pending.push(bytes);
    if (type === 'moov') {
      this.#track = videoTrackOf(bytes);
      yield { kind: 'header', bytes: Buffer.concat(this.#pending) };
    } else if (type === 'moof') this.#startS = firstPictureS(bytes, this.#track);
    else if (type === 'mdat')
      yield { kind: 'fragment', bytes: Buffer.concat(this.#pending), startS: this.#startS };
  }
}

function videoTrackOf(moov: Buffer): VideoTrack | undefined {
  for (const trak of findBoxes(moov, ['moov', 'trak'])) {
    const handler = findBox(trak, ['mdia', 'hdlr']);
    const header = findBox(trak, ['mdia', 'mdhd']);
    const track = findBox(trak, ['tkhd']);
    if (handler?.toString('latin1', 8, 12) !== 'vide' || !header || !track) continue;
    return {
      id: track.readUInt32BE(fullBoxVersion(track) === 1 ? 20 : 12),
      timescale: header.readUInt32BE(fullBoxVersion(header) === 1 ? 20 : 12),
    };
  }
  return undefined;
}

function firstPictureS(moof: Buffer, track: VideoTrack | undefined): number | undefined {
  if (track === undefined) return undefined;
  for (const traf of findBoxes(moof, ['moof', 'traf'])) {
    const header = findBox(traf, ['tfhd']);
    const decodeTime = findBox(traf, ['tfdt']);
    const run = findBox(traf, ['trun']);
    if (header?.readUInt32BE(4) !== track.id || !decodeTime || !run) continue;
    const time =
      fullBoxVersion(decodeTime) === 1
        ? Number(decodeTime.readBigInt64BE(4))
        : decodeTime.readUInt32BE(4);
    return (time + firstCompositionOffset(run)) / track.timescale;
  }
  return undefined;
}

/** Of a `trun`, whose flags say which of its fields are there: ISO/IEC 14496-12, 8.8.8. */
function firstCompositionOffset(run: Box): number {
  const flags = run.readUInt32BE(0) & 0xffffff;
  const has = (flag: number) => (flags & flag) !== 0;
  if (!has(0x800) || run.readUInt32BE(4) === 0) return 0;
  const before = [0x1, 0x4, 0x100, 0x200, 0x400].filter(has).length;
  return run.readInt32BE(8 + 4 * before);
}
