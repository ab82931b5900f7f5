// Videos that lie in the library more than once, read straight from the catalogue. Changes nothing, neither there nor on disk.

import { stat } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { toFsPath } from '../../core/path-bytes.ts';

/** One of the files of a video. */
export interface Copy {
  readonly path: string;
  readonly sizeBytes: number;
  /** The copy before this one that is the very same file, by a hard or symbolic link: deleting either gives nothing back. */
  readonly sameFileAs: string | undefined;
}

/** A video with more than one file. */
export interface Duplicate {
  readonly hash: string;
  readonly title: string;
  /** By path; the first one names the video and is played. */
  readonly copies: readonly Copy[];
  /** What is gained when all files but one are deleted. */
  readonly reclaimableBytes: number;
}

/** Largest gain first, as far as sizes tell; links are only known when the files are looked at. */
const query = `
  select copies.hash, coalesce(videos.title, '') as title, copies.files
  from (
    select hash, sum(size_bytes) - max(size_bytes) as reclaimable,
      json_group_array(json_object('path', path, 'sizeBytes', size_bytes) order by path) as files
    from files
    where state = 'ready' and hash is not null
    group by hash
    having count(*) > 1
  ) as copies
  left join videos on videos.hash = copies.hash
  order by reclaimable desc, copies.hash`;

const knownFiles = z.array(z.object({ path: z.string(), sizeBytes: z.number() }));

/** Yields the duplicates of the catalogue at `path`, most bytes to gain first, without holding them all in memory. */
export async function* readDuplicates(path: string): AsyncGenerator<Duplicate, void, void> {
  // A plain connection: opening the catalogue properly would bring its schema up to date.
  const database = new Database(path, { readonly: true });
  try {
    const rows = database.prepare<[], { hash: string; title: string; files: string }>(query);
    for (const { hash, title, files } of rows.iterate()) {
      const copies = await findLinks(knownFiles.parse(JSON.parse(files)));
      yield { hash, title, copies, reclaimableBytes: reclaimableBytes(copies) };
    }
  } finally {
    database.close();
  }
}

async function findLinks(files: z.infer<typeof knownFiles>): Promise<readonly Copy[]> {
  const pathOf = new Map<string, string>();
  const copies: Copy[] = [];
  for (const { path, sizeBytes } of files) {
    const id = await readFileId(path);
    copies.push({ path, sizeBytes, sameFileAs: id === undefined ? undefined : pathOf.get(id) });
    if (id !== undefined && !pathOf.has(id)) pathOf.set(id, path);
  }
  return copies;
}

/** Undefined where the file cannot be looked at, as on a drive that is not plugged in. */
async function readFileId(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(toFsPath(path), { bigint: true });
    return `${String(dev)}:${String(ino)}`;
  } catch {
    return undefined;
  }
}

function reclaimableBytes(copies: readonly Copy[]): number {
  const sizes = copies
    .filter((copy) => copy.sameFileAs === undefined)
    .map((copy) => copy.sizeBytes);
  return sizes.reduce((sum, size) => sum + size, 0) - Math.max(...sizes);
}
