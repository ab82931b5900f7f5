// A small library of real clips with names, folders and a sidecar as people have them.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip, type ClipOptions } from './clips.ts';

const sound: ClipOptions = { audioCodec: 'aac' };

/** Paths below the library folder, and what each clip is. */
const clips: Readonly<Record<string, ClipOptions>> = {
  'Sacha Goedegebure - [Blender Foundation] [2008-04-10] Big Buck Bunny #animation #forest.mp4': {
    ...sound,
    width: 320,
    height: 180,
    durationS: 12,
  },
  'Colin Levy - [Blender Foundation] [2010-09-27] Sintel #animation #dragon.mp4': {
    ...sound,
    width: 320,
    height: 136,
    durationS: 10,
    hue: 60,
  },
  'Ian Hubert - [Blender Foundation] [2012-09-26] Tears of Steel #robots.webm': {
    videoCodec: 'vp9',
    audioCodec: 'opus',
    width: 320,
    height: 134,
    durationS: 8,
    hue: 120,
  },
  'Jane Doe, John Smith - [Acme Travel] [2019-07-01] A Walk on the Beach #beach #summer.mp4': {
    ...sound,
    durationS: 6,
    hue: 180,
  },
  'Jane Doe - [Acme Travel] [2020-08-02] Mountains at Dawn #mountains #summer.mkv': {
    ...sound,
    durationS: 6,
    hue: 240,
  },
  'portraits/Jane Doe - [Acme Travel] Street Portrait.mp4': {
    ...sound,
    width: 90,
    height: 160,
    durationS: 5,
    hue: 300,
  },
};

/** How many videos {@link makeFilmLibrary} makes. */
export const filmCount = Object.keys(clips).length;

/** Fills a folder with the clips; takes a few seconds the first time and is copied later. */
export async function makeFilmLibrary(folder: string): Promise<void> {
  for (const [path, options] of Object.entries(clips)) await makeClip(join(folder, path), options);
  const sidecar = {
    description: 'A giant rabbit takes revenge on three bullying rodents.',
    categories: ['Comedy'],
  };
  const [first = ''] = Object.keys(clips);
  await writeFile(join(folder, first.replace(/\.mp4$/, '.json')), JSON.stringify(sidecar));
}
