// Videos for tests that need some, without reading any file.

import type { IndexedFile } from '../../core/catalogue/save-file.ts';
import type { VideoContent } from '../../core/catalogue/video.ts';

/** A video with every field filled; `changes` replaces some. */
export function madeUpVideo(changes: Partial<VideoContent> = {}): VideoContent {
  return {
    hash: '0123456789abcdef',
    title: 'A walk on the beach',
    performers: ['Jane Doe'],
    studio: 'Acme',
    line: undefined,
    categories: [],
    tags: ['beach'],
    collection: 'Videos',
    pathWords: ['walk'],
    description: undefined,
    releasedOn: '2019-04-28',
    releasedYear: 2019,
    sourceId: undefined,
    metadata: {},
    provenance: { title: 'filename' },
    container: 'mp4',
    videoCodec: 'h264',
    audioCodec: 'aac',
    width: 1920,
    height: 1080,
    fps: 25,
    bitrate: 4_000_000,
    bitDepth: 8,
    isHdr: false,
    durationS: 60,
    sizeBytes: 30_000_000,
    playability: 'direct',
    tracks: [],
    chapters: [],
    ...changes,
  };
}

/** What the indexer would store for a file that holds {@link madeUpVideo}. */
export function madeUpFile(path: string, changes: Partial<VideoContent> = {}): IndexedFile {
  const video = madeUpVideo(changes);
  return {
    path,
    sizeBytes: video.sizeBytes,
    mtimeMs: 1_700_000_000_000,
    fullHash: undefined,
    video,
    terms: { tokenizerVersion: 1, terms: 'w:beach' },
  };
}
