// Where playback begins: where the address says, else where a person stopped, else at the start. Pure.

import { isUnfinished } from '../../lib/watched-ratio.ts';

export interface StartPosition {
  readonly positionS: number;
  /** True when this continues what was begun before. */
  readonly isResuming: boolean;
}

interface StartOptions {
  /** The `t` of the address: seconds. */
  readonly asked: string | null;
  /** Where the person stopped. */
  readonly positionS: number | null;
  readonly durationS: number | null;
}

export function startPosition({ asked, positionS, durationS }: StartOptions): StartPosition {
  const askedS = asked !== null && /^\d{1,7}(\.\d{1,3})?$/.test(asked) ? Number(asked) : undefined;
  if (askedS !== undefined && askedS < (durationS ?? Infinity)) {
    return { positionS: askedS, isResuming: false };
  }
  if (positionS !== null && isUnfinished({ positionS, durationS })) {
    return { positionS, isResuming: true };
  }
  return { positionS: 0, isResuming: false };
}
