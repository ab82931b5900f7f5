// A real Meilisearch that a test may kill and start again.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { prepareBundledServer, waitUntilHealthy } from '../../meili/bundled-server.ts';

/** A Meilisearch on a port of its own. Whoever starts it kills it. */
export interface MeilisearchServer {
  readonly url: string;
  readonly apiKey: string;
  readonly pid: number | undefined;
  /** As the kernel would: SIGKILL, and not a moment to save anything. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
}

/**
 * Starts the bundled Meilisearch on a free loopback port, with its data below `dataDir`.
 *
 * @throws Error with what it printed when it does not come up.
 */
export async function startMeilisearch(dataDir: string): Promise<MeilisearchServer> {
  const { command, args, env, url, masterKey } = await prepareBundledServer({ dataDir, port: 0 });
  const launch = () =>
    spawn(command, args, {
      env: { ...process.env, ...env },
      cwd: dataDir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  let child = launch();
  let exited = once(child, 'exit');

  const ready = async () => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-4096);
    });
    const ended = exited.then(([code]) => {
      throw new Error(`Meilisearch ended at its start with code ${String(code)}: ${said}`);
    });
    await Promise.race([waitUntilHealthy(url, masterKey), ended]);
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const start = async () => {
    child = launch();
    exited = once(child, 'exit');
    await ready();
  };

  try {
    await ready();
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    url,
    apiKey: masterKey,
    get pid() {
      return child.pid;
    },
    kill,
    start,
  };
}
