// Starts one real Meilisearch for the whole integration run and ends it afterwards. A missing binary fails the run.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareBundledServer, waitUntilHealthy } from '../../meili/bundled-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The running Meilisearch: `inject('meilisearch')`. */
    meilisearch: { readonly url: string; readonly apiKey: string };
  }
}

/** Vitest's global setup; what it returns is the teardown. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reeldex-meilisearch-'));
  const server = await prepareBundledServer({ dataDir, port: 0 });
  const child = spawn(server.command, server.args, {
    env: { ...process.env, ...server.env },
    cwd: dataDir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4096);
  });
  const teardown = async () => {
    child.kill('SIGKILL');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const ended = exited.then(([code]) => {
      throw new Error(`Meilisearch ended at its start with code ${String(code)}: ${said}`);
    });
    await Promise.race([waitUntilHealthy(server.url, server.masterKey), ended]);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('meilisearch', { url: server.url, apiKey: server.masterKey });
  return teardown;
}
