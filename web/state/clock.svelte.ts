// The time as state, for texts such as "5 seconds ago".

export class Clock {
  nowMs = $state(Date.now());

  /** Ticks while the page is visible. Returns what ends it. */
  start(everyMs: number): () => void {
    const tick = () => {
      if (document.visibilityState === 'visible') this.nowMs = Date.now();
    };
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }
}
