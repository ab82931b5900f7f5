// How duplicates are printed: for a person, and for a program.

import { formatBytes } from '../terminal/format-bytes.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Copy, Duplicate } from './duplicates.ts';

/** Prints each video with its copies, and the sum at the end. */
export async function printDuplicates(
  duplicates: AsyncIterable<Duplicate>,
  terminal: Terminal,
): Promise<void> {
  let count = 0;
  let totalBytes = 0;
  for await (const { hash, title, copies, reclaimableBytes } of duplicates) {
    count += 1;
    totalBytes += reclaimableBytes;
    const gain = `${formatBytes(reclaimableBytes)} to gain`;
    terminal.line(`${terminal.paint('bold', printable(title))}  ${hash}  ${gain}`);
    for (const copy of copies) terminal.line(`  ${describeCopy(copy)}`);
  }
  if (count === 0) terminal.line('No video lies in the library more than once.');
  else
    terminal.line(
      `${count.toLocaleString('en')} ${count === 1 ? 'video has' : 'videos have'} more than one file; ` +
        `deleting all but one of each gives back ${formatBytes(totalBytes)}. Nothing was changed.`,
    );
}

/** Prints `{ "duplicates": [...], "reclaimableBytes": ... }`, one video a line. */
export async function printDuplicatesAsJson(
  duplicates: AsyncIterable<Duplicate>,
  terminal: Terminal,
): Promise<void> {
  terminal.line('{"duplicates":[');
  let totalBytes = 0;
  let waiting: string | undefined;
  for await (const duplicate of duplicates) {
    if (waiting !== undefined) terminal.line(`${waiting},`);
    waiting = JSON.stringify(duplicate);
    totalBytes += duplicate.reclaimableBytes;
  }
  if (waiting !== undefined) terminal.line(waiting);
  terminal.line(`],"reclaimableBytes":${totalBytes}}`);
}

function describeCopy({ path, sizeBytes, sameFileAs }: Copy): string {
  const size = formatBytes(sizeBytes).padStart(10);
  const link = sameFileAs === undefined ? '' : `  (the same file as ${printable(sameFileAs)})`;
  return `${size}  ${printable(path)}${link}`;
}
