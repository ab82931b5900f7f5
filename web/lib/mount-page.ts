// Starts a page: the styles, the live events, and the page's component in the document.

import { mount, type Component } from 'svelte';
import { routes } from '../../core/contract/routes.ts';
import { LiveEvents, liveEventsKey } from '../state/live-events.svelte.ts';
import '../styles/app.css';

/** Mounts a page's component into the `#app` of its HTML file; `eventsAddress` is where its live events come from. */
export function mountPage(Page: Component, eventsAddress: string = routes.events): void {
  const target = document.getElementById('app');
  if (target === null) throw new Error('The page has no element with the id "app".');
  const events = new LiveEvents(eventsAddress);
  events.start();
  mount(Page, { target, context: new Map([[liveEventsKey, events]]) });
}
