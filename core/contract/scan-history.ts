// The scans that were and that will be, for the dashboard. Browser-safe.

import { z } from 'zod';
import { scanMode } from './dashboard.ts';

const count = z.number().int();
const time = z.iso.datetime();

/** One scan: waiting, running or over. */
export const scanRecord = z.object({
  id: count,
  requestedBy: z.enum(['person', 'start', 'schedule', 'watcher']),
  mode: scanMode,
  /** The part of the library that it is about, or null for all of it. */
  collection: z.string().nullable(),
  folder: z.string().nullable(),
  state: z.enum(['queued', 'running', 'done', 'cancelled', 'failed']),
  /** Files. */
  found: count,
  added: count,
  changed: count,
  missing: count,
  requestedAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  error: z.string().nullable(),
});
export type ScanRecord = z.infer<typeof scanRecord>;

/** When the settings have the next scan made. */
const plannedScan = z.object({
  at: time,
  mode: scanMode,
  collection: z.string().nullable(),
});

export const scanHistoryAnswer = z.object({
  /** The newest first. */
  items: z.array(scanRecord),
  total: count,
  /** A scan for what is new every so many minutes; 0 for none. */
  rescanMinutes: z.number(),
  /** Of `indexer.schedule`, the soonest first. */
  planned: z.array(plannedScan),
});
export type ScanHistoryAnswer = z.infer<typeof scanHistoryAnswer>;
