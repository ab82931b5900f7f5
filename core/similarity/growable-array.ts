// A typed array that grows as numbers are added.

/** Append only, but for `increment` and `truncate`. */
export class GrowableArray<T extends Uint16Array | Uint32Array> {
  readonly #allocate: (length: number) => T;
  #buffer: T;
  #length = 0;

  /** @param allocate makes an array of the wanted kind, of zeros. */
  constructor(allocate: (length: number) => T) {
    this.#allocate = allocate;
    this.#buffer = allocate(1024);
  }

  get length(): number {
    return this.#length;
  }

  /** The array behind: its numbers are those below `length`. It goes stale with the next `push`. */
  get buffer(): T {
    return this.#buffer;
  }

  push(value: number): void {
    if (this.#length === this.#buffer.length) {
      const larger = this.#allocate(this.#buffer.length * 2);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  /** Adds 1 to the number at `index`, which must exist. */
  increment(index: number): void {
    this.#buffer[index] = (this.#buffer[index] ?? 0) + 1;
  }

  /** The number at `index`, which must exist. */
  at(index: number): number {
    return this.#buffer[index] ?? 0;
  }

  /** Forgets the numbers from `length` on. */
  truncate(length: number): void {
    this.#length = length;
  }
}

/** Four bytes a number. */
export function growableUint32(): GrowableArray<Uint32Array> {
  return new GrowableArray((length) => new Uint32Array(length));
}

/** Two bytes a number. */
export function growableUint16(): GrowableArray<Uint16Array> {
  return new GrowableArray((length) => new Uint16Array(length));
}
