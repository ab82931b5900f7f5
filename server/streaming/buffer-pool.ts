// Buffers that are used again: a new one for every read costs the zeroing of its pages, and stays until it is collected.

/** So much lies ready at most; what comes back beyond it is dropped. */
const KEPT_BYTES = 32 * 1024 * 1024;

/** Lends buffers of a few sizes. */
export class BufferPool {
  /** The smallest first. */
  #free: Buffer[] = [];
  #freeBytes = 0;

  /** A buffer of at least that size, with anything in it. */
  take(sizeBytes: number): Buffer {
    const index = this.#free.findIndex((buffer) => buffer.length >= sizeBytes);
    const [known] = index < 0 ? [] : this.#free.splice(index, 1);
    if (known === undefined) return Buffer.allocUnsafeSlow(sizeBytes);
    this.#freeBytes -= known.length;
    return known;
  }

  /** Takes a buffer back that nobody reads or writes any more. */
  giveBack(buffer: Buffer): void {
    if (this.#freeBytes + buffer.length > KEPT_BYTES) return;
    this.#freeBytes += buffer.length;
    const index = this.#free.findIndex(({ length }) => length >= buffer.length);
    this.#free.splice(index < 0 ? this.#free.length : index, 0, buffer);
  }
}
