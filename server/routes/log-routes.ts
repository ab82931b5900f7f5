// `GET /api/dashboard/logs`.

import { logsAnswer, logsQuery } from '../../core/contract/dashboard.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { readLog } from '../status/log-reader.ts';

/** Shows the last lines of one log. */
export function logRoutes(logsDir: string): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/dashboard/logs',
      summary: 'The last lines of a log, newest first',
      query: logsQuery,
      answer: logsAnswer,
      handle: async ({ query }) => await readLog(logsDir, query),
    }),
  ];
}
