// How long searches take, and how often the search engine fails a request, for Prometheus.

import { Counter, Histogram } from 'prom-client';
import { UnavailableError } from '../../core/errors.ts';
import type { Route } from '../http/route.ts';

const searchPath = '/search/';

/** Upper ends in seconds. The engine has two seconds for a query and four for counting. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Measures the routes that it is given. */
export class SearchMetrics {
  readonly #duration = new Histogram({
    name: 'reeldex_search_duration_seconds',
    help: 'Time until a search was answered, by route; failed and abandoned ones do not count',
    labelNames: ['route'],
    buckets: durationBuckets,
    registers: [],
  });
  readonly #failures = new Counter({
    name: 'reeldex_search_engine_failures_total',
    help: 'Requests that failed because Meilisearch did not answer',
    registers: [],
  });

  /** To be registered. */
  readonly metrics = [this.#duration, this.#failures] as const;

  /** The same route, with each of its answers counted. */
  measured(route: Route): Route {
    const isSearch = route.path.startsWith(searchPath);
    return {
      ...route,
      run: async (ctx) => {
        const startMs = performance.now();
        try {
          const answer = await route.run(ctx);
          if (isSearch)
            this.#duration.observe({ route: route.path }, (performance.now() - startMs) / 1000);
          return answer;
        } catch (error) {
          if (error instanceof UnavailableError && error.code === 'search_unavailable')
            this.#failures.inc();
          throw error;
        }
      },
    };
  }
}
