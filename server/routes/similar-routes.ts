// More like this: videos, performers and studios.

import { z } from 'zod';
import {
  pageLimitMax,
  similarPeopleAnswer,
  similarVideosAnswer,
  similarVideosQuery,
} from '../../core/contract/search.ts';
import { videoHash } from '../../core/contract/video.ts';
import { NotFoundError } from '../../core/errors.ts';
import { similarPeople } from '../../core/similarity/similar-people.ts';
import type { KindWeights, PersonKind } from '../../core/similarity/term.ts';
import { every } from '../../meili/condition.ts';
import { compileSearchFilter } from '../../meili/search-filter.ts';
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
/** So many are looked at for a full answer. */
const PEOPLE_CANDIDATES = 500;

type SimilarPerson = z.infer<typeof similarPeopleAnswer>['items'][number];

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
    query: similarVideosQuery,
    answer: similarVideosAnswer,
    handle: async ({ params, query, signal }) => {
      const video = await visible.get(params.hash);
      const rules = await siteFilter.current();
      const asked = compileSearchFilter(query, await personalHashes(query, parts));
      const { found, ...totals } = await similar.find(video, {
        startFrom: params.start_from,
        limit: params.limit,
        filter: every([rules.videoFilter, asked]),
        weights: toKindWeights(query),
        includesDuplicates: query.includeDuplicates,
        signal,
      });
      const summaries = await presenter.summaries(found.map((one) => one.video));
      const videos = found.flatMap(({ score, because }, place) => {
        const summary = summaries[place];
        return summary === undefined ? [] : [{ score, because, video: summary }];
      });
      return { videos, ...totals };
    },
  });
}

/** Without weights of its own a request is answered by the plain vectors. */
function toKindWeights(query: z.infer<typeof similarVideosQuery>): KindWeights {
  const { performerWeight, studioWeight, tagWeight, titleWeight } = query;
  if (new Set([performerWeight, studioWeight, tagWeight, titleWeight, 1]).size === 1) return {};
  return {
    performer: performerWeight,
    studio: studioWeight,
    tag: tagWeight,
    category: tagWeight,
    word: titleWeight,
    line: titleWeight,
    collection: titleWeight,
  };
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
      const [asked] = await people.among(kind, [name], signal);
      if (asked === undefined) throw new NotFoundError(`There is no ${kind} "${name}".`);
      const candidates = similarPeople(models.model, { kind, name, limit: PEOPLE_CANDIDATES });
      const items: SimilarPerson[] = [];
      // Some of the likest may be hidden: more are looked at until the answer is full.
      for (let start = 0; start < candidates.length; start += SIMILAR_PEOPLE) {
        const likest = candidates.slice(start, start + SIMILAR_PEOPLE);
        const similarities = new Map(likest.map((one) => [one.name, one.similarity]));
        for (const person of await people.among(kind, [...similarities.keys()], signal))
          items.push({ ...person, similarity: similarities.get(person.name) ?? 0 });
        if (items.length >= SIMILAR_PEOPLE) break;
      }
      return { items: items.slice(0, SIMILAR_PEOPLE) };
    },
  });
}
