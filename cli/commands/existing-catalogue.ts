// The catalogue of commands that ask about a library and begin none.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { dataSetting } from '../start/data-folder.ts';

/**
 * The path of the catalogue in a data folder. Opening would make an empty one where there is none, which is not what
 * somebody wants who mistyped a folder.
 *
 * @throws ConfigError when there is none.
 */
export function existingCatalogue(dataDir: string): string {
  const path = join(dataDir, 'catalogue.db');
  if (existsSync(path)) return path;
  throw new ConfigError(
    `There is no catalogue in ${dataDir}. Start Reeldex on it first, or name another folder with ${dataSetting}.`,
  );
}
