// More like this: videos, performers and studios.

import { z } from 'zod';
import {
  pageLimitMax,
  searchFilters,
  similarPeopleAnswer,
  similarVideosAnswer,
} from '../../core/contract/search.ts';
import { videoHash } from '../../core/contract/video.ts';
import { NotFoundError } from '../../core/errors.ts';
import { similarPeople } from '../../core/similarity/similar-people.ts';
import type { PersonKind } from '../../core/similarity/term.ts';
import { and } from '../../meili/filter.ts';
import { toSearchFilter } from '../../meili/search-filter.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { PeopleDirectory } from '../library/people-directory.ts';
import type { ModelHost } from '../similarity/model-host.ts';
import type { SimilarFinder } from '../similarity/similar-finder.ts';
import { personalHashes, type SearchRouteParts } from './search-routes.ts';

/** What similarity routes work with. */
export interface SimilarRouteParts extends SearchRouteParts {
  readonly similar: SimilarFinder;
  readonly models: ModelHost;
  readonly people: PeopleDirectory;
}

const SIMILAR_PEOPLE = 24;
/** Some of the likest may be hidden: so many are looked at for a full answer. */
const PEOPLE_CANDIDATES = 500;

const startFrom = z.coerce.number().int().min(0).max(5000);
const limit = z.coerce.number().int().min(1).max(pageLimitMax);

/** `/search/get-similar-…`. */
export function similarRoutes(parts: SimilarRouteParts): readonly Route[] {
  return [
    similarVideosRoute(parts),
    similarPeopleRoute('performer', parts),
    similarPeopleRoute('studio', parts),
  ];
}

function similarVideosRoute(parts: SimilarRouteParts): Route {
  const { similar, siteFilter, visible, presenter } = parts;
  return defineRoute({
    method: 'get',
    path: '/search/get-similar-videos/{hash}/{start_from}/{limit}',
    summary: 'Videos like one, the likest first, with scores and reasons',
    params: z.object({ hash: videoHash, start_from: startFrom, limit }),
    query: searchFilters,
    answer: similarVideosAnswer,
    handle: async ({ params, query, signal }) => {
      const video = await visible.get(params.hash);
      const { filter } = await siteFilter.current();
      const wanted = and(filter, toSearchFilter(query, await personalHashes(query, parts)));
      const page = { startFrom: params.start_from, limit: params.limit, filter: wanted, signal };
      const { found, total } = await similar.find(video.hash, page);
      const scores = new Map(found.map(({ hash, score }) => [hash, score]));
      const videos = await presenter.summaries(await visible.present([...scores.keys()]));
      return {
        videos: videos.map((summary) => ({
          video: summary,
          score: scores.get(summary.hash) ?? 0,
          because: similar.explain(video, summary.hash),
        })),
        total,
      };
    },
  });
}

function similarPeopleRoute(kind: PersonKind, { models, people }: SimilarRouteParts): Route {
  return defineRoute({
    method: 'get',
    path: `/search/get-similar-${kind}s/{${kind}}`,
    summary: `${kind === 'performer' ? 'Performers' : 'Studios'} with videos like those of one, the likest first`,
    params: z.object({ [kind]: z.string().min(1).max(200) }),
    answer: similarPeopleAnswer,
    handle: async ({ params, signal }) => {
      const name = params[kind] ?? '';
      const counts = await people.counts(kind, signal);
      if (counts.of(name) === 0) throw new NotFoundError(`There is no ${kind} "${name}".`);
      const candidates = similarPeople(models.model, { kind, name, limit: PEOPLE_CANDIDATES });
      const items = candidates.flatMap((candidate) => {
        const videoCount = counts.of(candidate.name);
        return videoCount === 0
          ? []
          : [{ name: candidate.name, similarity: candidate.similarity, videoCount }];
      });
      return { items: items.slice(0, SIMILAR_PEOPLE) };
    },
  });
}
