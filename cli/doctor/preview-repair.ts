// Puts right what the check of the previews found. What changed since is looked at again, so that workers may run.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviewOrders } from '../../core/catalogue/preview-orders.ts';
import { systemErrorCode } from '../../core/errors.ts';
import {
  isSettledStray,
  workFoldersInUse,
  type PreviewsCheck,
  type Waste,
} from './preview-check.ts';
import type { PreviewRows } from './preview-rows.ts';

/** What it is repaired with. */
export interface RepairOptions {
  readonly previewsDir: string;
  readonly rows: PreviewRows;
  readonly orders: PreviewOrders;
}

/** What was done. */
export interface Repair {
  readonly queued: number;
  readonly removed: number;
  readonly freedBytes: number;
}

/** So many unknown videos are more likely a wrong catalogue than deleted videos. */
export function hasTooManyOrphans({ orphans, videoFolders }: PreviewsCheck): boolean {
  return orphans.length > 10 && orphans.length > videoFolders / 2;
}

/** Queues damaged previews anew and removes what nothing needs, but orphans only while they are the lesser part. */
export async function repairPreviews(
  check: PreviewsCheck,
  { previewsDir, rows, orders }: RepairOptions,
): Promise<Repair> {
  let queued = 0;
  for (const preview of check.damaged) queued += (await orders.queueDamaged(preview)) ? 1 : 0;
  const removed: Waste[] = [];
  const remove = async (waste: Waste) => {
    await rm(join(previewsDir, waste.path), { recursive: true, force: true });
    removed.push(waste);
  };
  for (const orphan of hasTooManyOrphans(check) ? [] : check.orphans) {
    const [shard = '', hash = ''] = orphan.path.split('/');
    if (!rows.knownVideos(shard).has(hash)) await remove(orphan);
  }
  for (const stray of check.strays) {
    if (await isStillStray(stray, previewsDir, rows)) await remove(stray);
  }
  const inUse = workFoldersInUse(rows);
  for (const leftover of check.leftovers) {
    if (!inUse.has(leftover.path.split('/')[1] ?? '')) await remove(leftover);
  }
  const freedBytes = removed.reduce((sum, { bytes }) => sum + bytes, 0);
  return { queued, removed: removed.length, freedBytes };
}

async function isStillStray(
  { path }: Waste,
  previewsDir: string,
  rows: PreviewRows,
): Promise<boolean> {
  const hash = path.split('/')[1] ?? '';
  const previews = rows.ofVideo(hash);
  if (previews.some(({ files }) => files.some((file) => file.path === path))) return false;
  try {
    return await isSettledStray(join(previewsDir, path), previews);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
