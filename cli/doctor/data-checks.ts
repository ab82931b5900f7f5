// Looks at a person's data: the data folder, the catalogue in it, the libraries, the room that is left. Changes nothing.

import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describeError } from '../../core/errors.ts';
import { dataSetting } from '../start/data-folder.ts';
import { findFolderProblem } from '../start/library-folders.ts';
import type { Finding } from './finding.ts';

const GIB = 1024 ** 3;
const LITTLE_ROOM_BYTES = 5 * GIB;
const NO_ROOM_BYTES = GIB / 4;

/** Whether the data folder can be written, or made. */
export async function checkDataFolder(dataDir: string): Promise<Finding> {
  const what = 'Data folder';
  const existing = nearestExisting(dataDir);
  const detail = existing === dataDir ? dataDir : `${dataDir} (made at the first start)`;
  try {
    if (!(await stat(existing)).isDirectory()) throw new Error(`${existing} is not a folder`);
    await access(existing, constants.W_OK | constants.X_OK);
    return { what, state: 'ok', detail };
  } catch (error) {
    const remedy = `Make it writable, or choose another with ${dataSetting}.`;
    return { what, state: 'fail', detail: `${dataDir}: ${describeError(error)}`, remedy };
  }
}

/** How much room is left where the data folder is, or will be. */
export async function checkRoom(dataDir: string): Promise<Finding> {
  const what = 'Free space';
  const { bavail, bsize } = await statfs(nearestExisting(dataDir));
  const freeBytes = bavail * bsize;
  const detail = `${(freeBytes / GIB).toFixed(1)} GiB`;
  if (freeBytes >= LITTLE_ROOM_BYTES) return { what, state: 'ok', detail };
  const remedy = `Index and previews grow with the library. Make room, or choose another disk with ${dataSetting}.`;
  return { what, state: freeBytes < NO_ROOM_BYTES ? 'fail' : 'warn', detail, remedy };
}

/** Whether the catalogue is intact; reads all of it. */
export function checkCatalogue(dataDir: string): Finding {
  const what = 'Catalogue';
  const path = join(dataDir, 'catalogue.db');
  if (!existsSync(path)) return { what, state: 'ok', detail: 'none yet' };
  const remedy =
    'Stop Reeldex and restore the file from a backup; favourites and history are only in it.';
  try {
    const database = new Database(path, { readonly: true });
    try {
      const said = String(database.pragma('integrity_check', { simple: true }));
      return said === 'ok'
        ? { what, state: 'ok', detail: `${path} is intact` }
        : { what, state: 'fail', detail: `${path} is damaged: ${said}`, remedy };
    } finally {
      database.close();
    }
  } catch (error) {
    return {
      what,
      state: 'fail',
      detail: `${path} cannot be read: ${describeError(error)}`,
      remedy,
    };
  }
}

/** Whether every folder of videos is there; `configured` ones are known before the first start. */
export async function checkLibraries(
  dataDir: string,
  configured: readonly string[],
): Promise<readonly Finding[]> {
  const what = 'Library';
  const paths = [...new Set([...configured, ...rememberedLibraries(dataDir)])];
  if (paths.length === 0) {
    const remedy = 'Start with one (npm start -- ~/Videos), or choose one on the dashboard.';
    return [{ what, state: 'warn', detail: 'no folder of videos is known', remedy }];
  }
  return await Promise.all(
    paths.map(async (path): Promise<Finding> => {
      const problem = await findFolderProblem(path);
      if (problem === undefined) return { what, state: 'ok', detail: path };
      const remedy =
        'Its videos cannot play. Plug the disk in, or take the folder out on the dashboard.';
      return { what, state: 'warn', detail: `${path} ${problem}`, remedy };
    }),
  );
}

/** Read with a plain connection: opening the catalogue properly would bring its schema up to date. */
function rememberedLibraries(dataDir: string): readonly string[] {
  const path = join(dataDir, 'catalogue.db');
  if (!existsSync(path)) return [];
  try {
    const database = new Database(path, { readonly: true });
    try {
      return database.prepare<[], string>('select path from libraries').pluck().all();
    } finally {
      database.close();
    }
  } catch {
    // That the catalogue cannot be read is another finding.
    return [];
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
