// Saved searches with what they find now, and which of them visitors may know of.

import type { SavedSearchStore } from '../../core/catalogue/saved-search-store.ts';
import { describeIssues } from '../../core/contract/describe-issues.ts';
import {
  readSavedQuery,
  type KeptSearch,
  type ManagedSearch,
  type SavedSearch,
} from '../../core/contract/saved-search.ts';
import type { SearchFilters } from '../../core/contract/search.ts';
import { UnavailableError } from '../../core/errors.ts';
import type { CompiledContentFilter } from '../../meili/content-filter.ts';
import type { Filter } from '../../meili/filter.ts';
import type { PersonalHashes } from '../../meili/search-filter.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import { readTyped, savedSearchQueries, type ReadSearch } from './saved-search-queries.ts';
import type { SiteFilter } from './site-filter.ts';

interface DirectoryParts {
  readonly savedSearches: SavedSearchStore;
  readonly index: VideoIndex;
  readonly siteFilter: SiteFilter;
  /** Reads what filters by favourites and history need. */
  readonly personalHashes: (filters: SearchFilters) => Promise<PersonalHashes>;
}

/** What the index says of a search: how much it finds, and whether all that its filters name is visible. */
interface Finding {
  readonly videoCount: number;
  readonly isNamedVisible: boolean;
}

/** Lists saved searches in their order; an answer is true for the moment of the request. */
export class SavedSearchDirectory {
  readonly #parts: DirectoryParts;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
  }

  /**
   * Those that visitors may know of. While content filters are on, that is a search which finds something visible, whose
   * filters name only what has a visible video, and in whose name and words nothing hidden is named; when that cannot be
   * found out, none. Without content filters, all that can be read.
   */
  async listed(signal: AbortSignal): Promise<SavedSearch[]> {
    const all = await this.all(signal);
    return all
      .filter(({ isListed }) => isListed)
      .map(({ id, name, query, videoCount }) => ({ id, name, query, videoCount }));
  }

  /** All, those that are hidden or cannot be read included. */
  async all(signal: AbortSignal): Promise<ManagedSearch[]> {
    const kept = await this.#parts.savedSearches.all();
    const rules = await this.#parts.siteFilter.current();
    const requests = kept.map(({ query }) => readSavedQuery(query));
    const searches = requests.flatMap(({ data }) => (data === undefined ? [] : [readTyped(data)]));
    const findings = (await this.#findings(searches, rules.filter, signal))?.values();
    return kept.map((search, place) => {
      const error = requests[place]?.error;
      const finding = error === undefined ? findings?.next().value : undefined;
      return {
        ...search,
        videoCount: finding?.videoCount ?? null,
        isListed: error === undefined && isListed(search, rules, finding),
        problem: error === undefined ? null : describeIssues(error.issues),
      };
    });
  }

  /** In the order of the searches; undefined when the search engine does not answer. */
  async #findings(
    searches: readonly ReadSearch[],
    contentFilter: Filter | undefined,
    signal: AbortSignal,
  ): Promise<readonly Finding[] | undefined> {
    const { index, personalHashes } = this.#parts;
    const personal = await personalHashes({
      favourite: searches.find(({ filters }) => filters.favourite !== undefined)?.filters.favourite,
      unwatched: searches.find(({ filters }) => filters.unwatched !== undefined)?.filters.unwatched,
    });
    const asked = searches.map((search) => savedSearchQueries(search, contentFilter, personal));
    const queries = asked.flatMap(({ found, named }) => [...found, ...named]);
    try {
      const counts = [...(await index.countEach(queries, signal))];
      return asked.map(({ found, named }) => {
        const ofFound = counts.splice(0, found.length);
        const ofNamed = counts.splice(0, named.length);
        return {
          videoCount: ofFound.find((count) => count > 0) ?? 0,
          isNamedVisible: ofNamed.every((count) => count > 0),
        };
      });
    } catch (error) {
      if (error instanceof UnavailableError) return undefined;
      throw error;
    }
  }
}

function isListed(
  { name, query }: KeptSearch,
  rules: CompiledContentFilter,
  finding: Finding | undefined,
): boolean {
  if (rules.filter === undefined) return true;
  const texts = [name, ...new URLSearchParams(query).values()];
  return (
    finding !== undefined &&
    finding.videoCount > 0 &&
    finding.isNamedVisible &&
    !texts.some((text) => rules.mentionsHidden(text))
  );
}
