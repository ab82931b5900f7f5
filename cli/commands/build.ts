// `reeldex build`: builds the web site, for images and packages; `start` does it by itself.

import { ensureSite } from '../start/site-build.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Builds the site unless it was built from these very sources. */
export async function build(root: string, terminal: Terminal): Promise<void> {
  const { signal } = new AbortController();
  await ensureSite({ root, signal, onBuild: () => terminal.line('Building the web site …') });
  terminal.line('The web site is up to date.');
}
