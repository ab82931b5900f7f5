// The folders that a start was given: are they there, and does the catalogue know them? Scanning is the indexer's.

import { access, constants, stat } from 'node:fs/promises';
import type { LibraryFolder } from '../../core/catalogue/library-store.ts';
import { syncConfigured, type SyncConfiguredParts } from '../../core/catalogue/sync-configured.ts';
import { ConfigError, describeError, systemErrorCode } from '../../core/errors.ts';
import { processIdOf } from './programs.ts';

/** What is wrong with a folder, as a continuation of its path; undefined when it can be scanned. */
export async function findFolderProblem(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return 'is not a folder';
    await access(path, constants.R_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    switch (systemErrorCode(error)) {
      case 'ENOENT':
        return 'does not exist';
      case 'EACCES':
      case 'EPERM':
        return 'cannot be read by this user';
      case undefined:
      default:
        return `cannot be read (${describeError(error)})`;
    }
  }
}

/** Folders by where they were named. */
export interface GivenFolders {
  /** On the command line. */
  readonly folders: readonly LibraryFolder[];
  /** In the config file. */
  readonly libraries: readonly LibraryFolder[];
}

/**
 * Checks the folders and remembers them in the catalogue. A folder of the config file that has files in the catalogue and
 * is absent now is taken for an unplugged disk: its videos cannot play until it is back.
 *
 * @returns what a person should know, one sentence each.
 * @throws ConfigError that names every folder that cannot be used, one a line.
 */
export async function rememberFolders(
  parts: Omit<SyncConfiguredParts, 'indexerId'>,
  { folders, libraries }: GivenFolders,
): Promise<readonly string[]> {
  const { libraries: store } = parts;
  const known = new Set(await store.knownRoots());
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const { path } of folders) {
    const problem = await findFolderProblem(path);
    if (problem !== undefined)
      problems.push(`The folder ${path} ${problem}. Name another, as in: npm start -- ~/Videos`);
  }
  for (const { path } of libraries) {
    const problem = await findFolderProblem(path);
    if (problem === undefined) continue;
    if (known.has(path))
      warnings.push(`The folder ${path} ${problem}: its videos cannot play until it is back.`);
    else problems.push(`The folder ${path} ${problem}. Change "libraries" in reeldex.yaml.`);
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  warnings.push(
    ...(await syncConfigured({ ...parts, indexerId: processIdOf('indexer') }, libraries)),
  );
  // One that is known keeps the name that a person gave it.
  const remembered = new Set((await store.all()).map(({ path }) => path));
  await store.add(folders.filter(({ path }) => !remembered.has(path)));
  return warnings;
}
