// What memory processes took at most. Linux only.

import { readdirSync, readFileSync } from 'node:fs';

/** The peak of a process's resident memory in MB. */
export function peakMemoryMb(pid: number): number {
  const peakKb = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(peakKb ?? Number.NaN) / 1024;
}

/** The processes that a process started and that are alive. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}
