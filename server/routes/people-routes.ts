// `GET /api/get-performers` and `GET /api/get-studios`.

import { peopleAnswer, peopleQuery } from '../../core/contract/people.ts';
import type { PersonKind } from '../../core/similarity/term.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { PeopleDirectory } from '../library/people-directory.ts';

/** Lists performers and studios with their numbers of videos. */
export function peopleRoutes(people: PeopleDirectory): readonly Route[] {
  return [
    peopleRoute('performer', '/api/get-performers', people),
    peopleRoute('studio', '/api/get-studios', people),
  ];
}

function peopleRoute(kind: PersonKind, path: string, people: PeopleDirectory): Route {
  return defineRoute({
    method: 'get',
    path,
    summary: `${kind === 'performer' ? 'Performers' : 'Studios'} with their numbers of videos; q forgives typos`,
    query: peopleQuery,
    answer: peopleAnswer,
    handle: async ({ query, signal }) => {
      const { items, total } = await people.page(kind, query, signal);
      return { items, total, page: query.page, limit: query.limit };
    },
  });
}
