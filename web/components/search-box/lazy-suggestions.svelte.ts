// The suggestions of a search box and their panel, fetched when the box is first used: most pages are left without it.

import { readRecents, storeRecents, withRecent } from './recent-searches.ts';
import type { SearchSuggestions } from './search-suggestions.svelte.ts';
import type SuggestionPanel from './SuggestionPanel.svelte';

interface Loaded {
  readonly suggestions: SearchSuggestions;
  readonly Panel: typeof SuggestionPanel;
}

/** Made once for a search box, by its component. */
export class LazySuggestions {
  #loaded = $state.raw<Loaded>();
  #loading: Promise<Loaded> | undefined;
  readonly #hasOwnResults: boolean;

  /** @param options as those of SearchSuggestions */
  constructor({ hasOwnResults }: ConstructorParameters<typeof SearchSuggestions>[0]) {
    this.#hasOwnResults = hasOwnResults;
  }

  /** Undefined until they are there. */
  get loaded(): Loaded | undefined {
    return this.#loaded;
  }

  /** Acts on the suggestions: at once, or in the order of the calls when they are there; never when they cannot be fetched. */
  use(act: (suggestions: SearchSuggestions) => void): void {
    if (this.#loaded !== undefined) {
      act(this.#loaded.suggestions);
      return;
    }
    this.#loading ??= this.#load();
    this.#loading.then(
      ({ suggestions }) => act(suggestions),
      // Without suggestions the box still searches; the next use tries again.
      () => (this.#loading = undefined),
    );
  }

  close(): void {
    this.use((suggestions) => suggestions.close());
  }

  /** Keeps a search among the recent ones, at once: the page may be left before the suggestions are there. */
  remember(text: string): void {
    if (this.#loaded === undefined) storeRecents(withRecent(readRecents(), text));
    else this.#loaded.suggestions.remember(text);
  }

  async #load(): Promise<Loaded> {
    const [{ SearchSuggestions: Suggestions }, { default: Panel }] = await Promise.all([
      import('./search-suggestions.svelte.ts'),
      import('./SuggestionPanel.svelte'),
    ]);
    const suggestions = new Suggestions({ hasOwnResults: this.#hasOwnResults });
    this.#loaded = { suggestions, Panel };
    return this.#loaded;
  }
}
