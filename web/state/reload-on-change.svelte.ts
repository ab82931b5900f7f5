// Keeps lists on screen in step with the library, without asking more often than a person can read.

import type { LiveEvents } from './live-events.svelte.ts';

const betweenMs = 2_000;

/** Calls `reload` soon after the library changed, at most every two seconds. Call while a component is being made. */
export function reloadOnChange(events: LiveEvents, reload: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = 0;
  let seen = events.libraryRevision;

  $effect(() => {
    if (events.libraryRevision === seen) return;
    seen = events.libraryRevision;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        lastMs = Date.now();
        reload();
      },
      Math.max(0, lastMs + betweenMs - Date.now()),
    );
  });
  $effect(() => () => clearTimeout(timer));
}
