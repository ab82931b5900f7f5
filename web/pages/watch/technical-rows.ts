// The technical details of a video as labelled lines. Pure.

import type { MetadataSource, Track, VideoDetail } from '../../../core/contract/video.ts';
import { codecName, containerName } from '../../components/player/codec-support.ts';
import { channelsName } from '../../components/player/sound-tracks.ts';
import { formatCount, formatSize } from '../../lib/format.ts';
import { formatBitrate, formatFps } from './describe-video.ts';

export interface TechnicalRow {
  readonly label: string;
  readonly value: string;
}

/** What the probe said of the file; what is not known is left out. */
export function technicalRows(video: VideoDetail, locale?: string): readonly TechnicalRow[] {
  const depth = video.bitDepth === null ? '' : `${video.bitDepth} bit`;
  const picture = [codecName(video.videoCodec), depth, video.isHdr ? 'HDR' : ''];
  return [
    { label: 'Container', value: containerName(video.container) },
    { label: 'Picture', value: joined(picture) },
    { label: 'Size', value: video.width > 0 ? `${video.width} × ${video.height}` : '' },
    { label: 'Frames a second', value: video.fps === null ? '' : formatFps(video.fps, locale) },
    { label: 'Sound', value: video.audioCodec === null ? 'None' : codecName(video.audioCodec) },
    { label: 'Bitrate', value: video.bitrate === null ? '' : formatBitrate(video.bitrate, locale) },
    {
      label: 'File size',
      value: `${formatSize(video.sizeBytes, locale)} (${formatCount(video.sizeBytes, locale)} bytes)`,
    },
    { label: 'Playback', value: playbackWords[video.playability] },
    { label: 'Identity', value: video.hash },
  ].filter(({ value }) => value !== '');
}

const playbackWords = {
  direct: 'Every browser plays it as it is',
  remux: 'The container keeps some browsers from playing it',
  transcode: 'The codecs keep some browsers from playing it',
} as const;

/** A stream in one line: `Sound: AAC, stereo, 48 kHz, eng, default`. */
export function trackLine(track: Track): string {
  const parts = [
    codecName(track.codec),
    track.width === undefined || track.height === undefined
      ? ''
      : `${track.width} × ${track.height}`,
    track.channels === undefined ? '' : channelsName(track.channels),
    track.sampleRateHz === undefined ? '' : `${track.sampleRateHz / 1000} kHz`,
    track.language ?? '',
    track.title ?? '',
    track.isDefault === true ? 'default' : '',
  ];
  return `${trackNames[track.kind]}: ${joined(parts)}`;
}

const trackNames = { video: 'Picture', audio: 'Sound', subtitle: 'Subtitles' } as const;

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

const fieldNames: Readonly<Record<string, string>> = {
  addedAt: 'Added',
  categories: 'Categories',
  collection: 'Collection',
  description: 'Description',
  line: 'Line',
  performers: 'Performers',
  releasedOn: 'Date',
  sourceId: 'Identifier',
  studio: 'Studio',
  tags: 'Tags',
  title: 'Title',
};

const sourceNames: Readonly<Record<MetadataSource, string>> = {
  container: 'the file’s own tags',
  filename: 'the file name',
  path: 'the folder names',
  sidecar: 'a sidecar file',
};

/** Where each field came from: `Title` from `the file name`. */
export function provenanceRows(
  provenance: Readonly<Record<string, MetadataSource>>,
): readonly TechnicalRow[] {
  return Object.entries(provenance)
    .map(([field, source]) => ({ label: fieldNames[field] ?? field, value: sourceNames[source] }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
