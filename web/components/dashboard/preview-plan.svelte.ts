// How much an order of previews would be, counted anew while it is put together.

import { untrack } from 'svelte';
import type { PreviewsBody, PreviewsPlan } from '../../../core/contract/preview-work.ts';
import { fetchPreviewsPlan } from '../../lib/dashboard-api.ts';
import { Resource } from '../../state/resource.svelte.ts';

/** Long enough not to ask for every letter, short enough not to be noticed. */
const pauseMs = 200;

/** The plan of what is in a form. Make it while a component is being made. */
export class PreviewPlan {
  readonly #counted: Resource<PreviewsPlan>;
  #isStale = $state(true);

  /**
   * @param order undefined while it is not complete
   * @param revision changes when the same order may mean something else
   */
  constructor(order: () => PreviewsBody | undefined, revision: () => string) {
    let asked: PreviewsBody | undefined;
    this.#counted = new Resource(async (signal) => {
      if (asked === undefined) return { videos: 0, previews: 0 };
      const plan = await fetchPreviewsPlan(asked, signal);
      this.#isStale = false;
      return plan;
    });
    let seen = '';
    $effect(() => {
      const current = order();
      const key = JSON.stringify([current, revision()]);
      if (key === seen) return;
      const isSameOrder = JSON.stringify(current) === JSON.stringify(asked);
      seen = key;
      asked = current;
      untrack(() => {
        this.#counted.stop();
        this.#isStale = !isSameOrder;
      });
      const timer = setTimeout(() => void this.#counted.load(), pauseMs);
      return () => clearTimeout(timer);
    });
    $effect(() => () => this.#counted.stop());
  }

  /** Undefined while it is being counted for another order than before. */
  get current(): PreviewsPlan | undefined {
    return this.#isStale ? undefined : this.#counted.data;
  }

  /** Why it cannot be counted. */
  get error(): string | undefined {
    return this.#counted.error?.message;
  }
}
