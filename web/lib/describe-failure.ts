// What a person is told of a request that failed. Pure.

import type { ApiError } from './api-error.ts';

interface FailureWords {
  readonly title: string;
  /** What comes of it by itself; absent when nothing does. */
  readonly hint: string | undefined;
}

/** The server's own words, but for a search engine that is away: why it is, the dashboard says. */
export function describeFailure(error: ApiError): FailureWords {
  if (error.code === 'search_unavailable')
    return {
      title: 'Search does not answer right now.',
      hint: 'Videos still play, and the results come back by themselves.',
    };
  return {
    title: error.message,
    hint: error.isTemporary ? 'Trying again by itself.' : undefined,
  };
}
