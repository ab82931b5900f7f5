// The dashboard's status, scans and what could not be read.

import { resolve } from 'node:path';
import { z } from 'zod';
import type { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import { scopeProblem } from '../../core/catalogue/scan-scope.ts';
import type { ScanStore } from '../../core/catalogue/scan-store.ts';
import {
  dashboardStatus,
  failedFilesAnswer,
  scanBody,
  scanStatus,
} from '../../core/contract/dashboard.ts';
import { paging } from '../../core/contract/search.ts';
import { BadRequestError } from '../../core/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { StatusReader } from '../status/status-reader.ts';

interface StatusRouteParts {
  readonly status: StatusReader;
  readonly scans: ScanStore;
  readonly indexing: IndexingStore;
  readonly libraries: LibraryStore;
}

/** `/api/dashboard/status` and `/api/dashboard/scan…`. */
export function dashboardStatusRoutes(parts: StatusRouteParts): readonly Route[] {
  const { status } = parts;
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/status',
      summary: 'Videos, scan, index, previews, programs and warnings at a glance',
      answer: dashboardStatus,
      handle: async () => await status.read(),
    }),
    ...scanRoutes(parts),
    ...failedFileRoutes(parts),
  ];
}

function scanRoutes({ status, scans, libraries }: StatusRouteParts): readonly Route[] {
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

function failedFileRoutes({ indexing, status }: StatusRouteParts): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/scan/failed',
      summary: 'Files that could not be read, with the reason',
      query: paging,
      answer: failedFilesAnswer,
      handle: async ({ query }) => ({
        items: await indexing.failures({
          offset: (query.page - 1) * query.limit,
          limit: query.limit,
        }),
        total: (await status.readScan()).failed,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/dashboard/scan/failed',
      summary: 'Reads every failed file again',
      answer: z.object({ retried: z.number().int() }),
      handle: async () => ({ retried: await indexing.retryFailed() }),
    }),
  ];
}
