// Compares the previews folder with the catalogue, also while workers write there. Changes nothing.

import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SILENT_AFTER_MS } from '../../core/catalogue/process-store.ts';
import { shards } from '../../core/catalogue/shards.ts';
import { previewKinds, type PreviewKind } from '../../core/contract/video.ts';
import { describeError, systemErrorCode } from '../../core/errors.ts';
import { makingFolder, workFolderName } from '../../worker/jobs/work-folders.ts';
import type { PreviewRow, PreviewRows } from './preview-rows.ts';

/** What the previews of one kind take up, by what is on the disk. */
export interface KindUsage {
  readonly kind: PreviewKind;
  readonly previews: number;
  readonly files: number;
  readonly bytes: number;
}

/** A preview that the site would show, and cannot. */
export interface DamagedPreview {
  readonly hash: string;
  readonly kind: PreviewKind;
  readonly updatedMs: number;
  /** What is wrong with the first file that something is wrong with. */
  readonly problem: string;
}

/** A file or folder that nothing needs; its path is relative to the previews folder. */
export interface Waste {
  readonly path: string;
  readonly bytes: number;
}

/** What was found. */
export interface PreviewsCheck {
  readonly usage: readonly KindUsage[];
  readonly damaged: readonly DamagedPreview[];
  /** Folders of videos that the catalogue does not know. */
  readonly orphans: readonly Waste[];
  /** Files beside those of the catalogue, as workers leave that are killed between two steps. */
  readonly strays: readonly Waste[];
  /** Folders in which workers that are gone made previews. */
  readonly leftovers: readonly Waste[];
  /** Folders of videos, orphans included. */
  readonly videoFolders: number;
}

/** A file that was written a shorter time ago may just be about to be entered in the catalogue. */
const SETTLED_MS = 10 * 60_000;

/** Looks at everything in `previewsDir`, one part of the library after the other. */
export async function checkPreviews(
  previewsDir: string,
  rows: PreviewRows,
): Promise<PreviewsCheck> {
  const usage = new Map(previewKinds.map((kind) => [kind, { previews: 0, files: 0, bytes: 0 }]));
  const damaged: DamagedPreview[] = [];
  const orphans: Waste[] = [];
  const strays: Waste[] = [];
  let videoFolders = 0;
  for (const shard of shards) {
    // The catalogue first: what is put down meanwhile has not settled yet.
    const previews = rows.ofShard(shard);
    const known = rows.knownVideos(shard);
    for (const preview of previews.filter(({ state }) => state !== 'running')) {
      const sizes = usage.get(preview.kind);
      const problem = await findProblem(previewsDir, preview, (bytes) => {
        if (sizes === undefined) return;
        sizes.files += 1;
        sizes.bytes += bytes;
      });
      if (problem === undefined && sizes !== undefined) sizes.previews += 1;
      if (problem !== undefined && isUnchanged(preview, rows)) {
        const { hash, kind, updatedMs } = preview;
        damaged.push({ hash, kind, updatedMs, problem });
      }
    }
    const byHash = Map.groupBy(previews, ({ hash }) => hash);
    for (const hash of await namesIn(join(previewsDir, shard))) {
      if (!/^[0-9a-f]{16}$/.test(hash)) continue;
      videoFolders += 1;
      const path = `${shard}/${hash}`;
      if (known.has(hash)) strays.push(...(await findStrays(previewsDir, path, byHash.get(hash))));
      else orphans.push({ path, bytes: await sizeOf(join(previewsDir, path)) });
    }
  }
  const leftovers = await findLeftovers(previewsDir, rows);
  return {
    usage: previewKinds.map((kind) => ({
      ...{ kind, previews: 0, files: 0, bytes: 0 },
      ...usage.get(kind),
    })),
    ...{ damaged, orphans, strays, leftovers, videoFolders },
  };
}

/** Whether a file that no row named when it was looked for may go: no maker is at work on its kind, and it is not new. */
export async function isSettledStray(
  path: string,
  previews: readonly PreviewRow[],
): Promise<boolean> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isBeingMade = previews.some(
    ({ kind, state }) => state === 'running' && name.startsWith(`${kind}-`),
  );
  return !isBeingMade && Date.now() - (await stat(path)).mtimeMs > SETTLED_MS;
}

/** What the first file is that the preview cannot be shown without; undefined when all are there. */
async function findProblem(
  previewsDir: string,
  { files }: PreviewRow,
  onFile: (bytes: number) => void,
): Promise<string | undefined> {
  let problem: string | undefined;
  for (const { path, sizeBytes } of files) {
    try {
      const bytes = await readableSize(join(previewsDir, path));
      onFile(bytes);
      if (bytes === 0) problem ??= `${path} is empty`;
      else if (bytes !== sizeBytes)
        problem ??= `${path} has ${bytes} bytes and should have ${sizeBytes}`;
    } catch (error) {
      const isGone = systemErrorCode(error) === 'ENOENT';
      problem ??= isGone ? `${path} is gone` : `${path} cannot be read: ${describeError(error)}`;
    }
  }
  return problem;
}

/** Its first byte is read, which tells of rights and of a disk that fails. */
async function readableSize(path: string): Promise<number> {
  await using file = await open(path);
  await file.read(Buffer.alloc(1), 0, 1, 0);
  return (await file.stat()).size;
}

/** A worker may have made it anew, or dropped it, while its files were looked at. */
function isUnchanged({ hash, kind, updatedMs }: PreviewRow, rows: PreviewRows): boolean {
  const now = rows.ofVideo(hash).find((preview) => preview.kind === kind);
  return now?.updatedMs === updatedMs;
}

async function findStrays(
  previewsDir: string,
  folder: string,
  previews: readonly PreviewRow[] = [],
): Promise<readonly Waste[]> {
  const named = new Set(previews.flatMap(({ files }) => files.map(({ path }) => path)));
  const strays: Waste[] = [];
  for (const name of await namesIn(join(previewsDir, folder))) {
    const path = `${folder}/${name}`;
    const absolute = join(previewsDir, path);
    if (named.has(path) || !(await isSettledStray(absolute, previews))) continue;
    strays.push({ path, bytes: await sizeOf(absolute) });
  }
  return strays;
}

async function findLeftovers(previewsDir: string, rows: PreviewRows): Promise<readonly Waste[]> {
  const inUse = workFoldersInUse(rows);
  const leftovers: Waste[] = [];
  for (const name of await namesIn(join(previewsDir, makingFolder))) {
    const path = `${makingFolder}/${name}`;
    const left = inUse.has(name) ? [] : await namesIn(join(previewsDir, path));
    if (left.length > 0) leftovers.push({ path, bytes: await sizeOf(join(previewsDir, path)) });
  }
  return leftovers;
}

/** Names of the folders that running workers make previews in. */
export function workFoldersInUse(rows: PreviewRows): ReadonlySet<string> {
  return new Set(rows.runningWorkers(Date.now() - SILENT_AFTER_MS).map(workFolderName));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

/** Of a file, or of everything in a folder; what is gone meanwhile has none. */
async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const paths =
    entries.length === 0 ? [path] : entries.map((entry) => join(entry.parentPath, entry.name));
  let bytes = 0;
  for (const one of paths) {
    const found = await stat(one).catch(() => undefined);
    if (found?.isFile() === true) bytes += found.size;
  }
  return bytes;
}
