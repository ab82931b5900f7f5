// Thousands of small videos that differ in name and content, made in a second from one clip.

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip } from './clips.ts';
import { freeBox } from './distinct-clips.ts';

const performers = [
  'Jane Doe',
  'John Smith',
  'Amélie Poulain',
  'Li Wei',
  'Ada Lovelace',
  'Grace Hopper',
  'Alan Turing',
];
const studios = ['Acme Travel', 'Northwind', 'Contoso Films', 'Tailspin', 'Fabrikam'];
const words = [
  'river',
  'mountain',
  'city',
  'ocean',
  'forest',
  'desert',
  'island',
  'winter',
  'summer',
  'market',
  'bridge',
];

/** Fills `folder` with `count` videos in subfolders of 100; the same call makes the same names and bytes. */
export async function makeManyVideos(folder: string, count: number): Promise<void> {
  const base = join(folder, 'base.mp4');
  await makeClip(base, { width: 64, height: 48, fps: 5, durationS: 0.4 });
  const bytes = await readFile(base);
  for (let number = 1; number < count; number += 1) {
    const subfolder = join(folder, `shelf ${Math.floor(number / 100)}`);
    await mkdir(subfolder, { recursive: true });
    await writeFile(join(subfolder, nameOf(number)), Buffer.concat([bytes, freeBox(number)]));
  }
  // A copy under another name: one video with two files.
  await copyFile(base, join(folder, 'base, a copy.mp4'));
}

function nameOf(number: number): string {
  const performer = performers[number % performers.length] ?? '';
  const studio = studios[number % studios.length] ?? '';
  const [first = '', second = ''] = [
    words[number % words.length],
    words[Math.floor(number / 7) % words.length],
  ];
  return `${performer} - [${studio}] [${1990 + (number % 35)}] ${first} and ${second} ${number} #${first}.mp4`;
}
