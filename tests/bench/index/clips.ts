// The clips of the index bench: what people have, in small.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClipOptions, makeClip } from '../../support/clips.ts';

const small: ClipOptions = { width: 320, height: 180, fps: 25, durationS: 4 };
const sound: ClipOptions = { ...small, audioCodec: 'aac', audioChannels: 2 };

const clips: Readonly<Record<string, ClipOptions>> = {
  'plain.mp4': sound,
  'web.mp4': { ...sound, outputArgs: ['-movflags', 'faststart'] },
  'phone.mp4': { ...sound, rotation: 90 },
  'fragmented.mp4': { ...sound, outputArgs: ['-movflags', 'frag_keyframe+empty_moov'] },
  'chapters.mp4': { ...sound, chapters: ['One', 'Two', 'Three'], subtitleLanguage: 'eng' },
  'hevc.mp4': { ...sound, videoCodec: 'hevc', pixelFormat: 'yuv420p10le' },
  'av1.mp4': { ...small, videoCodec: 'av1', audioCodec: 'opus' },
  'old.mp4': { ...small, videoCodec: 'mpeg4', audioCodec: 'mp3' },
  'plain.mkv': sound,
  'film.mkv': {
    ...sound,
    audioCodec: 'ac3',
    audioLanguages: ['eng', 'deu'],
    subtitleLanguage: 'eng',
    chapters: ['One', 'Two'],
  },
  'hevc.mkv': { ...sound, videoCodec: 'hevc', audioCodec: 'flac' },
  'ten bits.mkv': { ...sound, pixelFormat: 'yuv420p10le' },
  'wide.mkv': { ...sound, pixelAspect: '4:3' },
  'vp8.webm': { ...small, videoCodec: 'vp8', audioCodec: 'vorbis' },
  'vp9.webm': { ...small, videoCodec: 'vp9', audioCodec: 'opus' },
  'av1.webm': { ...small, videoCodec: 'av1', audioCodec: 'opus' },
  'camera.mov': sound,
  'prores.mov': {
    ...small,
    videoCodec: 'prores',
    pixelFormat: 'yuv422p10le',
    audioCodec: 'pcm_s16le',
  },
};

/** Makes the clips, which takes half a minute the first time; returns their paths. */
export async function makeBenchClips(folder: string): Promise<readonly string[]> {
  for (const [name, options] of Object.entries(clips)) await makeClip(join(folder, name), options);
  return Object.keys(clips).map((name) => join(folder, name));
}

/** The MP4, Matroska, WebM and QuickTime files below a folder. */
export async function findClips(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.(?:mp4|mkv|webm|mov)$/i.test(name))
    .map((name) => join(folder, name));
}
