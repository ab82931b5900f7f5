// How much garbage V8 may keep. Left alone it takes hundreds of megabytes where the machine has them, although our programs
// drop nearly all that they make at once; and SQLite's statements, larger outside of the heap than in it, live as long.

import { setFlagsFromString } from 'node:v8';

/** To be called once, when all modules are loaded: both flags are ones that V8 reads after its start. */
export function keepHeapSmall(): void {
  // The young generation stays as it is now; it would grow to its limit.
  setFlagsFromString('--semi-space-growth-factor=1');
  // The old one is swept when it is a third larger than after the last time, not when it is four times as large.
  setFlagsFromString('--heap-growing-percent=33');
}
