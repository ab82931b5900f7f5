// `reeldex meili`: keeps the bundled Meilisearch running for programs that are started one by one.

import { join } from 'node:path';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import type { Config } from '../../core/config.ts';
import { waitUntilHealthy } from '../../meili/bundled-server.ts';
import { USUAL_MEILI_PORT } from '../../meili/meili-connection.ts';
import { startMeilisearchHeartbeat } from '../start/meilisearch-heartbeat.ts';
import { prepareMeilisearch } from '../start/prepare-meilisearch.ts';
import { meilisearchProgram } from '../start/programs.ts';
import { Session } from '../supervision/session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What Meilisearch is run with. */
export interface MeiliOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: Config;
  readonly isVerbose: boolean;
  readonly terminal: Terminal;
}

/**
 * Runs Meilisearch until a signal. Programs with the same settings find it, and its key, by themselves.
 *
 * @throws AppError when it cannot be started or kept running.
 */
export async function meili(options: MeiliOptions): Promise<void> {
  const { config, env, terminal } = options;
  await Session.run(options, async (session) => {
    // The other programs have to know the port, so that a free one will not do.
    const port = config.meilisearch.port === 0 ? USUAL_MEILI_PORT : config.meilisearch.port;
    const prepared = await prepareMeilisearch({
      ...config,
      meilisearch: { ...config.meilisearch, port },
    });
    const { server, notes } = prepared;
    for (const note of notes) terminal.line(note);
    session.announce(server.url);
    const catalogue = await openCatalogue(join(config.dataDir, 'catalogue.db'));
    session.shutdown.add('catalogue', () => catalogue.destroy());
    const supervisor = session.supervise([meilisearchProgram(server, { env, ...config })]);
    const pidNow = () => supervisor.pids.get('meilisearch');
    const end = startMeilisearchHeartbeat({ catalogue, pidNow, log: session.log });
    session.shutdown.add('heartbeat', end);
    session.inBackground('ready', async () => {
      await waitUntilHealthy(server.url, server.masterKey, { signal: session.signal });
      terminal.line(`Meilisearch is ready at ${server.url}`);
    });
  });
}
