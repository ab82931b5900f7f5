// What the search box offers while one types: asked for after a short pause, never shown for a text that is gone.

import { fetchFacetValues, fetchSuggestions } from '../../lib/api.ts';
import { facets } from '../../lib/facets.ts';
import { Resource } from '../../state/resource.svelte.ts';
import { readRecents, storeRecents, withoutRecent, withRecent } from './recent-searches.ts';
import {
  allGroup,
  foundGroups,
  neighbourRow,
  recentGroup,
  type Found,
  type SuggestionGroup,
  type SuggestionRow,
} from './suggestion-rows.ts';
import { typedValueAt, withValue, type TypedValue } from './typed-value.ts';

/** How long typing must pause before it is asked about: shorter than a keystroke of most people. */
const pauseMs = 80;
/** Values of a filter that are offered at once. */
const valueLimit = 8;

interface SearchSuggestionsOptions {
  /** The page shows what is found itself: only values of filters and recent searches are offered. */
  readonly hasOwnResults: boolean;
}

/** Made once for a search box, by its component. */
export class SearchSuggestions {
  text = $state('');
  readonly found: Resource<Found>;

  readonly #hasOwnResults: boolean;
  #isWanted = $state(false);
  #activeKey = $state<string>();
  #recents = $state.raw<readonly string[]>(readRecents());
  #typed = $state.raw<TypedValue>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ hasOwnResults }: SearchSuggestionsOptions) {
    this.#hasOwnResults = hasOwnResults;
    this.found = new Resource((signal) => this.#fetch(signal));
  }

  readonly groups: readonly SuggestionGroup[] = $derived.by(() => this.#groups());
  readonly rows: readonly SuggestionRow[] = $derived(this.groups.flatMap(({ rows }) => rows));
  readonly isOpen: boolean = $derived(this.#isWanted && this.rows.length > 0);

  /** The row that Enter would choose, if any. */
  get active(): SuggestionRow | undefined {
    return this.rows.find(({ key }) => key === this.#activeKey);
  }

  get hasRecents(): boolean {
    return this.rows.some(({ kind }) => kind === 'recent');
  }

  /** What the rows match: the text, or the part of a value that is typed. */
  get matchText(): string {
    return this.#typed?.value ?? this.text;
  }

  /** Takes what stands in the box. @param caret characters before the caret */
  type(text: string, caret = text.length): void {
    this.text = text;
    this.#typed = typedValueAt(text, caret);
    this.#activeKey = undefined;
    this.#isWanted = true;
    clearTimeout(this.#timer);
    if (this.#isAsking()) this.#timer = setTimeout(() => void this.found.load(), pauseMs);
    else this.#forget();
  }

  open(): void {
    this.#isWanted = true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.found.stop();
    this.#isWanted = false;
    this.#activeKey = undefined;
  }

  /** Goes to the row above or below; opens the panel first when it is closed. */
  move(step: 1 | -1): void {
    const { active } = this;
    this.#isWanted = true;
    this.#activeKey = neighbourRow(this.rows, active, step)?.key;
  }

  /** The text with a value in the place of the one that is being typed; undefined when it cannot be said. */
  completed(value: string): string | undefined {
    return this.#typed === undefined ? undefined : withValue(this.text, this.#typed, value);
  }

  remember(text: string): void {
    this.#setRecents(withRecent(readRecents(), text));
  }

  forgetRecent(text: string): void {
    this.#setRecents(withoutRecent(readRecents(), text));
  }

  forgetRecents(): void {
    this.#setRecents([]);
  }

  #setRecents(recents: readonly string[]): void {
    this.#recents = recents;
    storeRecents(recents);
  }

  #isAsking(): boolean {
    return this.#typed !== undefined || (!this.#hasOwnResults && this.text.trim() !== '');
  }

  #forget(): void {
    this.found.stop();
    this.found.data = undefined;
    this.found.error = undefined;
  }

  #groups(): readonly SuggestionGroup[] {
    if (this.text.trim() === '')
      return this.#recents.length > 0 ? [recentGroup(this.#recents)] : [];
    const { data, error } = this.found;
    const kind = this.#typed === undefined ? 'suggestions' : 'values';
    const groups = data?.kind === kind && error === undefined ? foundGroups(data) : [];
    const isAnswered = data !== undefined || error !== undefined;
    return this.#hasOwnResults || !isAnswered ? groups : [...groups, allGroup(this.text)];
  }

  async #fetch(signal: AbortSignal): Promise<Found> {
    const { text } = this;
    const typed = this.#typed;
    if (typed === undefined) {
      return { kind: 'suggestions', text, answer: await fetchSuggestions(text.trim(), signal) };
    }
    const options = { text: typed.value, limit: valueLimit, signal };
    const answer = await fetchFacetValues(typed.facet, {}, options);
    const values = answer.values.filter(({ value }) => withValue(text, typed, value) !== undefined);
    const label = facets.find(({ name }) => name === typed.facet)?.label ?? '';
    return { kind: 'values', text: typed.value, label, answer: { values } };
  }
}
