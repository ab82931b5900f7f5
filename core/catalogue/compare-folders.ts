// Compares what lies in folders with what is known of them. Pure: what follows from it is the folder store's.

import type { Selectable } from 'kysely';
import type { FilesTable } from './schema.ts';

/** One file that a look at its folder saw. */
export interface SeenFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Whole milliseconds. */
  readonly mtimeMs: number;
  /** A fingerprint of the sidecars that speak of it, at most 48 bits; 0 for none. */
  readonly companions: number;
}

/** All video files right in one folder. */
export interface SeenFolder {
  readonly path: string;
  readonly files: readonly SeenFile[];
  /** Paths of files that are there and could not be looked at. */
  readonly unreadable: readonly string[];
  /** When the folder was read, before its files were looked at. */
  readonly seenMs: number;
}

/** The part of the library that folders belong to, and what is to be done for files that did not change. */
export interface LookScope {
  readonly root: string;
  readonly collection: string;
  /** What unchanged files wait for: nothing, or what `files.todo` says. */
  readonly redo?: FilesTable['todo'] | undefined;
}

/** What a comparison has to know of a file. */
export const knownColumns = [
  'path',
  'folder',
  'root',
  'collection',
  'size_bytes',
  'mtime_ms',
  'companions',
  'state',
  'todo',
  'hash',
  'added_ms',
  'gone_ms',
] as const;

/** A file as the catalogue knows it. */
export type KnownFile = Pick<Selectable<FilesTable>, (typeof knownColumns)[number]>;
/** The known files of some folders, by path. */
export type KnownFiles = ReadonlyMap<string, KnownFile>;

/** A file that has to be read again, and how far. */
export interface ChangedFile {
  readonly file: SeenFile;
  readonly todo: FilesTable['todo'];
}

/** A file that was not known. */
export interface AddedFile extends SeenFile {
  readonly folder: string;
}

/** What has to be written down. */
export interface Differences {
  readonly added: readonly AddedFile[];
  readonly changed: readonly ChangedFile[];
  /** Paths that were known in a folder and are not in it. */
  readonly gone: readonly string[];
  /** Paths that were noted as gone and are there. */
  readonly back: readonly string[];
}

/** Compares the files seen in `folders` with the `known` files of the same folders. */
export function compareFolders(
  scope: LookScope,
  folders: readonly SeenFolder[],
  known: KnownFiles,
): Differences {
  const added: AddedFile[] = [];
  const changed: ChangedFile[] = [];
  const back: string[] = [];
  const seen = new Set<string>();
  for (const { path: folder, files, unreadable, seenMs } of folders) {
    for (const path of unreadable) seen.add(path);
    for (const file of files) {
      const row = known.get(file.path);
      if (row === undefined) {
        added.push({ ...file, folder });
        continue;
      }
      seen.add(file.path);
      const todo = whatToDo(scope, row, file);
      if (todo !== undefined) changed.push({ file, todo });
      else if (row.gone_ms !== null && row.gone_ms < seenMs) back.push(file.path);
    }
  }
  return { added, changed, gone: goneFrom(folders, known, seen), back };
}

function goneFrom(
  folders: readonly SeenFolder[],
  known: KnownFiles,
  seen: ReadonlySet<string>,
): readonly string[] {
  const seenMsOf = new Map(folders.map((folder) => [folder.path, folder.seenMs]));
  return Array.from(known.values())
    .filter((row) => row.state !== 'missing' && row.gone_ms === null && !seen.has(row.path))
    .filter((row) => row.added_ms < (seenMsOf.get(row.folder) ?? 0))
    .map((row) => row.path);
}

/** A missing file that is back is identified again: another content may have taken its name, size and time. */
function whatToDo(
  scope: LookScope,
  row: KnownFile,
  file: SeenFile,
): ChangedFile['todo'] | undefined {
  const isOther =
    row.size_bytes !== file.sizeBytes || row.mtime_ms !== file.mtimeMs || row.state === 'missing';
  if (isOther) return 'identify';
  const isToldOtherwise =
    row.companions !== file.companions ||
    row.root !== scope.root ||
    row.collection !== scope.collection;
  const todo = scope.redo ?? (isToldOtherwise ? 'describe' : undefined);
  if (todo === undefined) return undefined;
  const isIdentified = row.hash !== null && (row.state === 'ready' || row.todo === 'describe');
  return isIdentified ? todo : 'identify';
}
