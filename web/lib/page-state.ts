// The state of a plain list in pages as its address, and back: the page number alone.

import { parsePage } from './url-state.ts';

/** Reads the page, from 1. */
export function parsePageState(search: string): number {
  return parsePage(new URLSearchParams(search).get('page'));
}

/** Writes the page; the first is left out. */
export function writePageState(page: number): URLSearchParams {
  return new URLSearchParams(page > 1 ? { page: String(page) } : {});
}
