// Makes the bundled Meilisearch ready to be supervised: the last one is gone, the port is free, the key is known.

import type { Config } from '../../core/config.ts';
import { ConfigError } from '../../core/errors.ts';
import { prepareBundledServer, type BundledServer } from '../../meili/bundled-server.ts';
import { endStrayServer } from '../../meili/stray-server.ts';
import { ensureAddressFree } from './listen-address.ts';

const MIN_KEY_BYTES = 16;
const portSetting = 'MEILI_PORT (or "meilisearch: port" in reeldex.yaml)';

/** A server that is ready to be started, and what a person should know about it. */
export interface PreparedMeilisearch {
  readonly server: BundledServer;
  readonly notes: readonly string[];
}

/**
 * Prepares the server with the settings' port and key; without a key it has one of its own.
 *
 * @throws ConfigError when there is no binary that runs here, the port is taken or the key is too short.
 */
export async function prepareMeilisearch(
  config: Pick<Config, 'dataDir' | 'meilisearch'>,
): Promise<PreparedMeilisearch> {
  const { dataDir } = config;
  const { port, binary, apiKey } = config.meilisearch;
  if (apiKey !== undefined && Buffer.byteLength(apiKey) < MIN_KEY_BYTES)
    throw new ConfigError(`MEILI_MASTER_KEY must have at least ${MIN_KEY_BYTES} bytes.`);
  const strayPid = await endStrayServer(dataDir);
  if (port !== 0) await ensureAddressFree({ host: '127.0.0.1', port }, portSetting);
  const prepared = await prepareBundledServer({ dataDir, port, binary });
  const server =
    apiKey === undefined
      ? prepared
      : { ...prepared, masterKey: apiKey, env: { ...prepared.env, MEILI_MASTER_KEY: apiKey } };
  const notes = [
    strayPid === undefined
      ? undefined
      : `A Meilisearch that an earlier Reeldex had left (pid ${strayPid}) was ended.`,
    server.setAside === undefined
      ? undefined
      : `The search index of another Meilisearch version was moved to ${server.setAside}; it is made anew.`,
  ].filter((note) => note !== undefined);
  return { server, notes };
}
