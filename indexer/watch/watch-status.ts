// Whether a library is watched, and what a person reads where it is not. Pure.

import type { WatchState } from '../../core/catalogue/library-store.ts';
import type { Situation } from './situation.ts';

/** How the dashboard shows a library's watching. */
export interface WatchStatus {
  readonly state: WatchState;
  readonly message: string | null;
}

/** Why a library is rescanned now and then instead of being watched; undefined where nothing is in the way. */
export function obstacleTo(situation: Situation, pollMinutes: number): WatchStatus | undefined {
  const { problem, remoteType } = situation;
  if (remoteType !== undefined) {
    return {
      state: 'polling',
      message: `The folder is on a network drive (${remoteType}), which tells nothing of changes: it is rescanned ${every(pollMinutes)}.`,
    };
  }
  if (problem === undefined) return undefined;
  return {
    state: 'polling',
    message: `The folder cannot be read (${problem}): Reeldex looks every few seconds whether it is back.`,
  };
}

/** What is shown of a library that is watched, except for some folders. */
export function watchingExcept(folders: readonly string[], pollMinutes: number): WatchStatus {
  if (folders.length === 0) return { state: 'watching', message: null };
  const [first = ''] = folders;
  const others = folders.length === 1 ? '' : ` and ${folders.length - 1} more`;
  return {
    state: 'watching',
    message: `Not watched but looked at ${every(pollMinutes)}, because their drives tell nothing of changes: ${first}${others}.`,
  };
}

/** What is shown of a library for which the system has not enough left to watch it; `remedy` says what a person can do. */
export function watchingFailed(remedy: string, pollMinutes: number): WatchStatus {
  return {
    state: 'failed',
    message: `Changes are not noticed at once, but by rescans ${every(pollMinutes)}. ${remedy}`,
  };
}

function every(minutes: number): string {
  return minutes === 1 ? 'every minute' : `every ${minutes} minutes`;
}
