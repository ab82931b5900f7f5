// Reads pieces of a file synchronously, and only so many: a damaged size field must not make anyone read gigabytes.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { toFsPath } from '../../core/path-bytes.ts';

/** A header is a few hundred kB; the sample tables of ten hours of video some 30 MB. */
const BUDGET_BYTES = 64 * 1024 * 1024;
/** Even the smallest read costs time. */
const MIN_COST_BYTES = 256;

/** Closes itself at the end of a `using` block. */
export class BudgetedFile implements Disposable {
  readonly sizeBytes: number;
  readonly #descriptor: number;
  #budgetBytes = BUDGET_BYTES;

  /** @throws the system's error when the file cannot be opened, an Error when it is no regular file. */
  constructor(path: string) {
    this.#descriptor = openSync(toFsPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(this.#descriptor);
    this.sizeBytes = stats.size;
    if (stats.isFile()) return;
    this[Symbol.dispose]();
    throw new Error('is not a regular file');
  }

  /**
   * The bytes from `start` to before `end`.
   *
   * @throws Error when they are not all there or the budget of 64 MiB is spent.
   */
  read(start: number, end: number): Buffer {
    const length = end - start;
    if (start < 0 || length < 0 || end > this.sizeBytes) throw new Error('ends too early');
    this.#budgetBytes -= Math.max(length, MIN_COST_BYTES);
    if (this.#budgetBytes < 0) throw new Error('needs more than 64 MiB to be read');
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let filled = 0; filled < length;) {
      const count = readSync(this.#descriptor, bytes, filled, length - filled, start + filled);
      if (count === 0) throw new Error('ends too early');
      filled += count;
    }
    return bytes;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}
