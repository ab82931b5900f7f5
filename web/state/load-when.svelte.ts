// Loads data again when something that it depends on changes.

import { untrack } from 'svelte';
import type { Resource } from './resource.svelte.ts';

/**
 * Loads a resource now and whenever `key` gives another value, and stops it at the end.
 * Call while a component is being made.
 */
export function loadWhen<T>(resource: Resource<T>, key: () => string | number): void {
  let seen: string | number | undefined;
  $effect(() => {
    const current = key();
    // What the key is made of may change without the key, such as a status that says the same again.
    if (current === seen) return;
    seen = current;
    untrack(() => void resource.load());
  });
  $effect(() => () => resource.stop());
}
