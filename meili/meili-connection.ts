// Where a program finds Meilisearch: said by the settings, or else the bundled one on this machine.

import type { Config } from '../core/config.ts';
import type { MeiliConnection } from './client.ts';
import { meiliFolder } from './data-folder.ts';
import { ensureMasterKey } from './master-key.ts';

/** The port of the bundled server when it is run alone and the settings leave it open; Meilisearch's own default. */
export const USUAL_MEILI_PORT = 7700;

/** The address from the settings; without one, that of the server that "npm run meili" starts, with its key. */
export async function meiliConnection({ meilisearch, dataDir }: Config): Promise<MeiliConnection> {
  const { url, port, apiKey } = meilisearch;
  if (url !== undefined) return { url, apiKey };
  return {
    url: `http://127.0.0.1:${port === 0 ? USUAL_MEILI_PORT : port}`,
    apiKey: apiKey ?? (await ensureMasterKey(meiliFolder(dataDir))),
  };
}
