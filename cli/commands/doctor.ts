// `reeldex doctor`: looks at everything that Reeldex needs and says what is wrong and what to do. `doctor duplicates` lists
// what lies in the library more than once, `doctor previews` compares the previews folder with the catalogue.

import { join } from 'node:path';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
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
import { checkPreviews, type PreviewsCheck } from '../doctor/preview-check.ts';
import { repairPreviews, type Repair } from '../doctor/preview-repair.ts';
import { PreviewRows } from '../doctor/preview-rows.ts';
import { printPreviews, printPreviewsAsJson } from '../doctor/previews-report.ts';
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

/** How previews are checked. */
export interface PreviewsOptions extends DuplicatesOptions {
  /** Puts right what is wrong. */
  readonly isFixing: boolean;
}

/**
 * Compares the previews folder with the catalogue, whether or not Reeldex runs.
 *
 * @throws ConfigError when there is no catalogue.
 */
export async function doctorPreviews(options: PreviewsOptions): Promise<void> {
  const { dataDir, isJson, isFixing, terminal } = options;
  const path = existingCatalogue(dataDir);
  const previewsDir = join(dataDir, 'previews');
  const rows = new PreviewRows(path);
  try {
    const check = await checkPreviews(previewsDir, rows);
    const repair = isFixing ? await repairIn(check, { path, previewsDir, rows }) : undefined;
    const print = isJson ? printPreviewsAsJson : printPreviews;
    print(check, repair, terminal);
  } finally {
    rows.close();
  }
}

async function repairIn(
  check: PreviewsCheck,
  where: { readonly path: string; readonly previewsDir: string; readonly rows: PreviewRows },
): Promise<Repair> {
  const catalogue = await openCatalogue(where.path);
  try {
    return await repairPreviews(check, { ...where, orders: new PreviewOrders(catalogue) });
  } finally {
    await catalogue.destroy();
  }
}
