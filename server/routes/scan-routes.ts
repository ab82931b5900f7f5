// Scans: asking for one, how far it is, those that were, and the files that could not be read.

import { resolve } from 'node:path';
import { z } from 'zod';
import type { FailedFileStore } from '../../core/catalogue/failed-file-store.ts';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import type { ScanHistoryStore } from '../../core/catalogue/scan-history-store.ts';
import { scopeProblem } from '../../core/catalogue/scan-scope.ts';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { Config } from '../../core/config.ts';
import {
  failedFilesAnswer,
  retryFailedBody,
  scanBody,
  scanStatus,
} from '../../core/contract/dashboard.ts';
import { scanHistoryAnswer } from '../../core/contract/scan-history.ts';
import { paging } from '../../core/contract/search.ts';
import { BadRequestError, NotFoundError } from '../../core/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { plannedScans, toScanRecord } from '../status/scan-history.ts';
import type { StatusReader } from '../status/status-reader.ts';

interface ScanRouteParts {
  readonly status: StatusReader;
  readonly scans: ScanStore;
  readonly scanHistory: ScanHistoryStore;
  readonly failedFiles: FailedFileStore;
  readonly libraries: LibraryStore;
  /** For when the next scans are. */
  readonly scanTimes: Pick<Config['indexer'], 'rescanMinutes' | 'schedule'>;
}

/** `/api/dashboard/scan…` and `/api/dashboard/scans`. */
export function scanRoutes(parts: ScanRouteParts): readonly Route[] {
  return [...currentScanRoutes(parts), historyRoute(parts), ...failedFileRoutes(parts)];
}

function currentScanRoutes({ status, scans, libraries }: ScanRouteParts): readonly Route[] {
  const current = async () => await status.readScan();
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/scan',
      summary: 'The scan that runs, or the last one',
      answer: scanStatus,
      handle: current,
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/scan',
      summary: 'Asks for a scan; joins the one that covers it already',
      body: scanBody,
      answer: scanStatus,
      handle: async ({ body }) => {
        const request = { ...body, folder: body.folder && resolve(body.folder) };
        const problem = await scopeProblem(libraries, request);
        if (problem !== undefined) throw new BadRequestError(problem);
        await scans.request({ requestedBy: 'person', ...request });
        return await current();
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/dashboard/scan',
      summary: 'Stops the scan that runs',
      answer: scanStatus,
      handle: async () => {
        await scans.cancel();
        return await current();
      },
    }),
  ];
}

function historyRoute({ scanHistory, scanTimes }: ScanRouteParts): Route {
  return defineRoute({
    method: 'get',
    path: '/api/dashboard/scans',
    summary: 'The scans that were and that wait, the newest first, and when the next ones are',
    query: paging,
    answer: scanHistoryAnswer,
    handle: async ({ query: { page, limit } }) => ({
      items: (await scanHistory.page({ offset: (page - 1) * limit, limit })).map(toScanRecord),
      total: await scanHistory.count(),
      rescanMinutes: scanTimes.rescanMinutes,
      planned: plannedScans(scanTimes.schedule, new Date()),
    }),
  });
}

function failedFileRoutes({ failedFiles, status }: ScanRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/scan/failed',
      summary: 'Files that could not be read, with the reason',
      query: paging,
      answer: failedFilesAnswer,
      handle: async ({ query: { page, limit } }) => ({
        items: await failedFiles.page({ offset: (page - 1) * limit, limit }),
        total: (await status.readScan()).failed,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/scan/failed',
      summary: 'Reads a failed file again, or all of them',
      body: retryFailedBody,
      answer: z.object({ retried: z.number().int() }),
      handle: async ({ body: { path } }) => {
        const retried = await failedFiles.retry(path);
        if (retried === 0 && path !== undefined)
          throw new NotFoundError(`There is no failed file ${path}.`);
        return { retried };
      },
    }),
  ];
}
