// The streams of a file: what its header says of each track, and what mediabunny says of its pictures or sound.

import {
  EncodedPacketSink,
  type Input,
  type InputAudioTrack,
  type InputTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { pictureOf, soundOf, subtitlesOf } from './codec-id.ts';
import { parseCodecString, type PictureCodec, toAudioCodecName } from './codec-string.ts';
import type { AudioStream, MediaStream, VideoStream } from './media-facts.ts';
import { type PacketTimes, packetRate } from './packet-times.ts';
import { toRotation } from './picture-size.ts';
import { firstPlausibleFps } from './plausible.ts';

/** So many packets tell the frame rate of a Matroska file whose header does not. */
const COUNTED_PACKETS = 60;

/** A track as its header describes it. */
export interface DescribedTrack {
  /** Mediabunny's number of it, too. */
  readonly id: number;
  readonly kind: MediaStream['kind'] | 'other';
  /** See `codec-id.ts`. */
  readonly codecId: string;
  readonly language: string | undefined;
  readonly title: string | undefined;
  readonly isDefault: boolean;
  /** Known of Matroska alone. */
  readonly isForced?: boolean;
  readonly isHearingImpaired?: boolean;
  /** Frames a second, where the header tells. */
  readonly fps: number | undefined;
  /** The header knows every frame: counting packets would tell nothing new. */
  readonly areFramesNumbered: boolean;
}

/**
 * The streams of the tracks that are worth one, in their order.
 *
 * @throws Error with what is unusual or wrong.
 */
export async function readStreams(
  input: Input,
  described: readonly DescribedTrack[],
): Promise<readonly MediaStream[]> {
  const tracks = new Map((await input.getTracks()).map((track) => [track.id, track]));
  const streams: MediaStream[] = [];
  for (const header of described) {
    const stream = await readStream(header, tracks.get(header.id));
    if (stream) streams.push(stream);
  }
  return streams;
}

async function readStream(
  header: DescribedTrack,
  track: InputTrack | undefined,
): Promise<MediaStream | undefined> {
  const { kind, codecId, language, title, isDefault } = header;
  const labels = { language, title, isDefault };
  switch (kind) {
    case 'video':
      if (!track?.isVideoTrack()) throw new Error('has a video track that mediabunny does not see');
      return { kind, ...labels, ...(await readPicture(header, track)) };
    case 'audio':
      if (!track?.isAudioTrack())
        throw new Error('has an audio track that mediabunny does not see');
      return { kind, ...labels, ...(await readSound(header, track)) };
    case 'subtitle':
      return {
        ...{ kind, ...labels, codec: subtitlesOf(codecId) },
        isForced: header.isForced ?? false,
        isHearingImpaired: header.isHearingImpaired ?? false,
      };
    case 'other':
      return undefined;
    default:
      return kind satisfies never;
  }
}

type Labels = 'kind' | 'language' | 'title' | 'isDefault';

async function readPicture(
  header: DescribedTrack,
  track: InputVideoTrack,
): Promise<Omit<VideoStream, Labels>> {
  const picture = pictureOf(header.codecId) ?? (await readPictureCodec(track));
  const aspect = await track.getPixelAspectRatio();
  const transfer: unknown = (await track.getColorSpace()).transfer;
  return {
    ...picture,
    width: await track.getCodedWidth(),
    height: await track.getCodedHeight(),
    pixelAspect: aspect.num / aspect.den,
    rotation: toRotation(await track.getRotation()),
    isHdr: transfer === 'pq' || transfer === 'hlg',
    fps: await readFps(header, track),
  };
}

async function readPictureCodec(track: InputVideoTrack): Promise<PictureCodec> {
  // Dolby Vision in disguise: the pictures are not what the base codec says.
  if (String(await track.getInternalCodecId()).startsWith('dv')) {
    throw new Error('has Dolby Vision');
  }
  const config = await track.getDecoderConfig();
  // Types of the browser, which this program does not have.
  const description: unknown = config?.description;
  const picture =
    config &&
    parseCodecString(config.codec, description instanceof Uint8Array ? description : undefined);
  if (!picture) throw new Error('has a video codec or profile that is not the usual');
  return picture;
}

async function readFps(
  { fps, areFramesNumbered }: DescribedTrack,
  track: InputVideoTrack,
): Promise<number | undefined> {
  const told = firstPlausibleFps(fps);
  if (told !== undefined || areFramesNumbered) return told;
  const counted = firstPlausibleFps(packetRate(await countPackets(track)));
  if (counted === undefined) throw new Error('has an odd frame rate');
  return counted;
}

/** The times of the first packets, and of those that are shown before the last of them. */
async function countPackets(track: InputVideoTrack): Promise<PacketTimes> {
  let count = 0;
  let firstS = Infinity;
  let lastS = -Infinity;
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  });
  for await (const { timestamp } of packets) {
    if (count >= COUNTED_PACKETS && timestamp > lastS) break;
    count += 1;
    firstS = Math.min(firstS, timestamp);
    lastS = Math.max(lastS, timestamp);
  }
  return { count, spanS: count > 1 ? ((lastS - firstS) * count) / (count - 1) : 0 };
}

async function readSound(
  { codecId }: DescribedTrack,
  track: InputAudioTrack,
): Promise<Omit<AudioStream, Labels>> {
  const codec = await track.getCodec();
  const sampleRateHz = await track.getSampleRate();
  const known = soundOf(codecId);
  if (known === undefined && codec === null) {
    throw new Error('has an audio codec that is not the usual');
  }
  // In MP4, mediabunny calls every layer of MPEG audio `mp3`, and headers say that all of it is stereo.
  if (known === undefined && codec === 'mp3' && codecId !== 'A_MPEG/L3') {
    return { ...(await readMpegFrame(track)), sampleRateHz };
  }
  const channels = await track.getNumberOfChannels();
  return { codec: known ?? toAudioCodecName(codec ?? ''), channels, sampleRateHz };
}

/** The layer is in the second byte of every frame, the mode in the fourth: ISO/IEC 11172-3, 2.4.2.3. */
async function readMpegFrame(
  track: InputAudioTrack,
): Promise<Pick<AudioStream, 'codec' | 'channels'>> {
  const packet = await new EncodedPacketSink(track).getFirstPacket();
  const [sync, version = 0, , mode = 0] = packet?.data ?? [];
  const codec = ['mp3', 'mp2', 'mp1'][((version >> 1) & 3) - 1];
  if (sync !== 0xff || codec === undefined) throw new Error('has MPEG audio of an unknown layer');
  return { codec, channels: mode >> 6 === 3 ? 1 : 2 };
}
