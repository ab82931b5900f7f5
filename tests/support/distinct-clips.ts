// Small real videos of which each has a content of its own, made in no time from one clip.

import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toFsPath } from '../../core/path-bytes.ts';
import { makeClip } from './clips.ts';

let base: Promise<Buffer> | undefined;

async function readBase(): Promise<Buffer> {
  const path = join(tmpdir(), 'reeldex-clips', 'distinct-base.mp4');
  await makeClip(path, { width: 64, height: 48, fps: 5, durationS: 2 });
  return await readFile(path);
}

/** The content of the video of this number; every number makes another, all of the same size. */
export async function distinctClip(number: number): Promise<Buffer> {
  base ??= readBase();
  return Buffer.concat([await base, freeBox(number)]);
}

/** A box that players skip (ISO/IEC 14496-12, 8.1.2). */
export function freeBox(number: number): Buffer {
  const box = Buffer.alloc(16);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  box.writeUInt32BE(number, 8);
  return box;
}

/**
 * Writes a file and makes its folder. Its time is a moment of the past that no other call has: what was written just now
 * may still be growing, and is left alone for a while.
 */
export async function putFile(path: string, content: Buffer): Promise<void> {
  await mkdir(toFsPath(dirname(path)), { recursive: true });
  await writeFile(toFsPath(path), content);
  lastTimeS += 1;
  await utimes(toFsPath(path), lastTimeS, lastTimeS);
}

let lastTimeS = Date.UTC(2024, 0, 1) / 1000;
