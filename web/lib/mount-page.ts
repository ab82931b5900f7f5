// Starts a page: the styles, the live events, and the page's component in the document.

import { mount, type Component } from 'svelte';
import { LiveEvents, liveEventsKey } from '../state/live-events.svelte.ts';
import '../styles/app.css';

/** Mounts a page's component into the `#app` of its HTML file. */
export function mountPage(Page: Component): void {
  const target = document.getElementById('app');
  if (target === null) throw new Error('The page has no element with the id "app".');
  const events = new LiveEvents();
  events.start();
  mount(Page, { target, context: new Map([[liveEventsKey, events]]) });
}
