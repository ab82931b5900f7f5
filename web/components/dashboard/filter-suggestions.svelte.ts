// The values of the library that a content filter may be about, as they are typed.

import { fetchPeople, searchVideos } from '../../lib/api.ts';
import { Resource } from '../../state/resource.svelte.ts';
import type { FilterField } from './filter-words.ts';

const limit = 20;
/** Long enough not to ask for every letter, short enough not to be noticed. */
const pauseMs = 150;

const facetOfField = { category: 'categories', tag: 'tags', collection: 'collection' } as const;

export class FilterSuggestions {
  readonly #found: Resource<readonly string[]>;
  #field: FilterField = 'studio';
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#found = new Resource((signal) => this.#fetch(signal));
  }

  get values(): readonly string[] {
    return this.#found.data ?? [];
  }

  /** Looks for values of a field that have the text in them. */
  look(field: FilterField, text: string): void {
    this.#field = field;
    this.#text = text.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#found.load(), pauseMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#found.stop();
  }

  async #fetch(signal: AbortSignal): Promise<readonly string[]> {
    const field = this.#field;
    const text = this.#text;
    if (field === 'performer' || field === 'studio') {
      const query = { q: text, sort: 'videos:desc', page: 1, limit } as const;
      return (await fetchPeople(field, query, signal)).items.map(({ name }) => name);
    }
    const facet = facetOfField[field];
    const { facets } = await searchVideos({}, { limit: 1, facets: [facet], signal });
    return Object.entries(facets[facet] ?? {})
      .filter(([value]) => value.toLowerCase().includes(text.toLowerCase()))
      .sort(([, a], [, b]) => b - a)
      .slice(0, limit)
      .map(([value]) => value);
  }
}
