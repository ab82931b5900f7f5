// Whose turn it is among the kinds of previews, so that a long queue of one does not hold up the others. Pure but for its order.

import type { PreviewKind } from '../../core/contract/video.ts';

/** The kinds that a worker makes, the one that was taken last at the end. */
export class KindsInTurn {
  #order: readonly PreviewKind[];

  constructor(kinds: readonly PreviewKind[]) {
    this.#order = kinds;
  }

  /** The one whose turn it is first. */
  get order(): readonly PreviewKind[] {
    return this.#order;
  }

  /** Notes that a job of this kind was taken. */
  took(kind: PreviewKind): void {
    this.#order = [...this.#order.filter((other) => other !== kind), kind];
  }
}
