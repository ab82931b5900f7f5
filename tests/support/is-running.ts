// Which processes there are, by what they were started with.

import { readdir, readFile } from 'node:fs/promises';

/** Whether any process was started with `word` in an argument. One that has ended and waits to be reaped has none. */
export async function isRunning(word: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.some((line) => line.includes(word));
}
