// Turns the signals of a terminal and of a service manager into one request to stop, and an impatient second one.

/**
 * A signal within this time of the first is the same keypress: npm passes on the Ctrl-C that the terminal has already
 * sent to the whole foreground group.
 */
const SAME_KEYPRESS_MS = 400;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What to do about signals. */
export interface StopActions {
  readonly onFirst: (signal: NodeJS.Signals) => void;
  /** Called for each further one. */
  readonly onRepeated: (signal: NodeJS.Signals) => void;
}

/** Listens for the signals that ask this process to end, for as long as it lives. */
export function listenForStop(actions: StopActions): void {
  let firstMs: number | undefined;
  for (const signal of signals) {
    process.on(signal, () => {
      const nowMs = performance.now();
      if (firstMs === undefined) {
        firstMs = nowMs;
        actions.onFirst(signal);
      } else if (nowMs - firstMs > SAME_KEYPRESS_MS) {
        actions.onRepeated(signal);
      }
    });
  }
}
