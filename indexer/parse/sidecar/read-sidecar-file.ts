// Reads one sidecar file from a disk that may hold anything: pipes, links, other encodings, gigabytes.

import { readFile, realpath, stat } from 'node:fs/promises';
import { isInTreeOf } from '../../../core/catalogue/folder-tree.ts';
import { describeError, systemErrorCode } from '../../../core/errors.ts';
import { toFsPath } from '../../../core/path-bytes.ts';
import { decodeText } from './decode-text.ts';
import { isNfo, parseSidecar, type SidecarContent } from './parse-sidecar.ts';
import type { SidecarPath } from './sidecar-paths.ts';

/** A sidecar file that was there, usable or not; when it changes, its videos have to be read again. */
export interface SidecarFile {
  readonly path: string;
  /** Whole milliseconds. */
  readonly mtimeMs: number;
  readonly sizeBytes: number;
}

/** One sidecar as it was found; its warnings begin with its path. */
export interface FoundSidecar {
  /** Undefined when the file could not even be looked at. */
  readonly file: SidecarFile | undefined;
  readonly content: SidecarContent;
}

/** The library that a sidecar has to lie in, and what ends the reading. */
export interface SidecarPlace {
  readonly rootPath: string;
  readonly signal: AbortSignal | undefined;
}

const maxSizeBytes = 1024 * 1024;
/** No such file: also where the name with `.json` is longer than the file system allows. */
const absentCodes: readonly string[] = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'];

function unusable(path: string, why: string, file?: SidecarFile): FoundSidecar {
  return { file, content: { fields: {}, metadata: {}, warnings: [`${path}: ${why}`] } };
}

/** Looks before it opens: a pipe would block, and a link could show a file from outside the library. */
async function readExisting(sidecar: SidecarPath, place: SidecarPlace): Promise<FoundSidecar> {
  const { path, kind } = sidecar;
  const fsPath = toFsPath(path);
  const stats = await stat(fsPath);
  const file = { path, mtimeMs: Math.floor(stats.mtimeMs), sizeBytes: stats.size };
  if (!stats.isFile()) return unusable(path, 'is not a file', file);
  if (stats.size > maxSizeBytes) {
    return unusable(path, `is ${stats.size} bytes long; at most ${maxSizeBytes} are read`, file);
  }
  if (!isInTreeOf(await realpath(toFsPath(place.rootPath)), await realpath(fsPath))) {
    return unusable(path, 'is a link to a file outside the library', file);
  }
  const bytes = await readFile(fsPath, { signal: place.signal });
  const text = decodeText(bytes, isNfo(kind) ? 'xml' : 'json');
  if (text === undefined) return unusable(path, 'is not UTF-8', file);
  const content = parseSidecar(text, kind);
  const warnings = content.warnings.map((why) => `${path}: ${why}`);
  return { file, content: { ...content, warnings } };
}

/** Reads those of `sidecars` that exist, in order. @throws what the signal was aborted with; nothing else. */
export async function readSidecarFiles(
  sidecars: readonly SidecarPath[],
  place: SidecarPlace,
): Promise<readonly FoundSidecar[]> {
  const found: FoundSidecar[] = [];
  for (const sidecar of sidecars) {
    place.signal?.throwIfAborted();
    try {
      found.push(await readExisting(sidecar, place));
    } catch (error) {
      place.signal?.throwIfAborted();
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (!absentCodes.includes(code)) found.push(unusable(sidecar.path, describeError(error)));
    }
  }
  return found;
}
