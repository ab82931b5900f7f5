// The page's one connection to the server's live events, and the newest of what they said.

import type { DashboardStatus } from '../../core/contract/dashboard.ts';
import type { ServerEvents, SiteStatus } from '../../core/contract/events.ts';
import { getContext } from 'svelte';

const reconnectMs = 3_000;

/** The key of the page's live events in Svelte's context. */
export const liveEventsKey = Symbol('live events');

/**
 * Live events as state. Holds a connection only while the page is visible: browsers allow six
 * connections a host over HTTP/1.1, and a few tabs in the background would take them all.
 */
export class LiveEvents<Status extends SiteStatus = SiteStatus> {
  /** The newest status, or undefined until the first came. */
  status = $state.raw<Status | undefined>();
  /** Grows whenever lists of videos on screen may be stale; 0 until then. */
  libraryRevision = $state(0);
  isConnected = $state(false);

  readonly #address: string;
  #source: EventSource | undefined;
  #hasBeenOpen = false;
  #reconnectTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param address of a stream of `ServerEvents<Status>` */
  constructor(address: string) {
    this.#address = address;
  }

  /** Connects, now and whenever the page becomes visible again. Returns what ends it for good. */
  start(): () => void {
    const follow = () => {
      if (document.visibilityState === 'visible') this.#connect();
      else this.#disconnect();
    };
    const leave = () => this.#disconnect();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', follow);
    follow();
    return () => {
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', follow);
      this.#disconnect();
    };
  }

  #connect(): void {
    if (this.#source !== undefined) return;
    const source = new EventSource(this.#address);
    this.#source = source;
    source.addEventListener('open', () => this.#onOpen());
    source.addEventListener('error', () => this.#onError(source));
    const listen = listenTo<Status>(source);
    listen('status', (status) => (this.status = status));
    listen('library', () => (this.libraryRevision += 1));
  }

  #disconnect(): void {
    clearTimeout(this.#reconnectTimer);
    this.#source?.close();
    this.#source = undefined;
    this.isConnected = false;
  }

  #onOpen(): void {
    this.isConnected = true;
    // What happened while there was no connection was missed.
    if (this.#hasBeenOpen) this.libraryRevision += 1;
    this.#hasBeenOpen = true;
  }

  #onError(source: EventSource): void {
    this.isConnected = false;
    // A dropped connection is renewed by the browser; a refused one (a proxy's 502) it gives up.
    if (source.readyState !== EventSource.CLOSED || this.#source !== source) return;
    this.#disconnect();
    this.#reconnectTimer = setTimeout(() => this.#connect(), reconnectMs);
  }
}

function listenTo<Status>(source: EventSource) {
  type Events = ServerEvents<Status>;
  return <Name extends keyof Events>(name: Name, handle: (data: Events[Name]) => void): void => {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      // The server's own types made it: see requestJson.
      handle(JSON.parse(event.data) as Events[Name]);
    });
  };
}

/** The page's live events. Call while a component is being made. */
export function useLiveEvents(): LiveEvents {
  return getContext<LiveEvents>(liveEventsKey);
}

/** The same on the dashboard, where they tell everything. */
export function useDashboardEvents(): LiveEvents<DashboardStatus> {
  return getContext<LiveEvents<DashboardStatus>>(liveEventsKey);
}
