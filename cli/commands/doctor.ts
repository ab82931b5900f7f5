// `reeldex doctor`: looks at everything that Reeldex needs and says what is wrong and what to do. `doctor duplicates` lists
// what lies in the library more than once.

import type { Config } from '../../core/config.ts';
import {
  checkCatalogue,
  checkDataFolder,
  checkLibraries,
  checkRoom,
} from '../doctor/data-checks.ts';
import { readDuplicates } from '../doctor/duplicates.ts';
import { printDuplicates, printDuplicatesAsJson } from '../doctor/duplicates-report.ts';
import { printFindings } from '../doctor/finding.ts';
import {
  checkAddress,
  checkFfmpeg,
  checkMeilisearch,
  checkNode,
  checkWatches,
} from '../doctor/machine-checks.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { existingCatalogue } from './existing-catalogue.ts';

/** Prints a table of findings. Returns false when something keeps Reeldex from working. */
export async function doctor(config: Config, terminal: Terminal): Promise<boolean> {
  const { dataDir } = config;
  const configured = [...config.libraries, ...config.folders].map((folder) => folder.path);
  const findings = [
    checkNode(process.versions.node),
    ...(await checkFfmpeg(config.ffmpeg)),
    await checkMeilisearch(config),
    await checkAddress(config),
    await checkDataFolder(dataDir),
    await checkRoom(dataDir),
    checkCatalogue(dataDir),
    ...(await checkLibraries(dataDir, configured)),
    ...(await checkWatches()),
  ];
  printFindings(findings, terminal);
  return findings.every((finding) => finding.state !== 'fail');
}

/** How duplicates are listed. */
export interface DuplicatesOptions {
  readonly dataDir: string;
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

/**
 * Lists the videos that have more than one file, whether or not Reeldex runs.
 *
 * @throws ConfigError when there is no catalogue.
 */
export async function listDuplicates(options: DuplicatesOptions): Promise<void> {
  const { dataDir, isJson, terminal } = options;
  const path = existingCatalogue(dataDir);
  const print = isJson ? printDuplicatesAsJson : printDuplicates;
  await print(readDuplicates(path), terminal);
}
