// Tells deleted files from a drive that is not there. Pure.

import type { GoneCounts } from '../../core/catalogue/gone-store.ts';

/** A person may delete this many files of a small library without being asked. */
const UNQUESTIONED_FILES = 10;

/** True when more than half of a root's known files are gone, as when its drive was unplugged and its folder is empty. */
export function isSuspicious({ known, gone }: GoneCounts): boolean {
  if (known === 0 || gone === 0) return false;
  return gone > UNQUESTIONED_FILES && gone * 2 > known;
}
