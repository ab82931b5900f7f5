// `reeldex start`: checks what can be wrong, then runs Meilisearch, server, indexer and worker as one until it is stopped.

import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import { LibraryStore } from '../../core/catalogue/library-store.ts';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { ProcessStore } from '../../core/catalogue/process-store.ts';
import { ScanStore } from '../../core/catalogue/scan-store.ts';
import { compileNameRules } from '../../indexer/parse/name/name-rules.ts';
import type { BundledServer } from '../../meili/bundled-server.ts';
import { ffmpegRemedy, findFfmpegTools } from '../start/ffmpeg-tools.ts';
import { rememberFolders } from '../start/library-folders.ts';
import { ensureAddressFree, siteUrl } from '../start/listen-address.ts';
import { startMeilisearchHeartbeat } from '../start/meilisearch-heartbeat.ts';
import { prepareMeilisearch } from '../start/prepare-meilisearch.ts';
import { meilisearchProgram, reeldexPrograms } from '../start/programs.ts';
import { ensureSite } from '../start/site-build.ts';
import { waitUntilReady } from '../start/wait-until-ready.ts';
import { Session } from '../supervision/session.ts';
import { ScanDisplay } from '../terminal/scan-display.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a start needs from the outside. */
export interface StartOptions {
  /** The folder of the program: `server/`, `web/` and the rest are in it. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: Config;
  /** `--config` as it was typed. */
  readonly configFlag: string | undefined;
  readonly isVerbose: boolean;
  readonly terminal: Terminal;
}

/**
 * Runs everything until a signal.
 *
 * @throws AppError when something is in the way, or a program cannot be kept running.
 */
export async function start(options: StartOptions): Promise<void> {
  await Session.run(options, (session) => startAll(options, session));
}

async function startAll(options: StartOptions, session: Session): Promise<void> {
  const { config, terminal, root } = options;
  const { dataDir, host } = config;
  // The indexer would say what is wrong with a template, end, and be started again.
  compileNameRules(config);
  const port = await ensureAddressFree(config);
  const url = siteUrl({ host, port });
  session.announce(url);
  const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
  session.shutdown.add('catalogue', () => catalogue.destroy());
  await checkSurroundings(options, catalogue);
  const meilisearch = await prepareBundled(options);
  await ensureSite({
    root,
    signal: session.signal,
    onBuild: () => terminal.line('Building the web site; this is done once for each version …'),
  });
  const settings = { ...options, dataDir, host, port, meilisearch };
  const supervisor = session.supervise([
    ...(meilisearch === undefined ? [] : [meilisearchProgram(meilisearch, settings)]),
    ...reeldexPrograms(settings),
  ]);
  if (meilisearch !== undefined) {
    const pidNow = () => supervisor.pids.get('meilisearch');
    const end = startMeilisearchHeartbeat({ catalogue, pidNow, log: session.log });
    session.shutdown.add('heartbeat', end);
  }
  session.inBackground('ready', () => sayReady({ url, catalogue, terminal }, session.signal));
  const display = new ScanDisplay(catalogue, terminal);
  session.inBackground('scan display', () => display.followAll(session.signal));
}

async function checkSurroundings(
  { config, terminal }: StartOptions,
  catalogue: Catalogue,
): Promise<void> {
  const stores = {
    libraries: new LibraryStore(catalogue),
    processes: new ProcessStore(catalogue),
  };
  const warnings = [...(await rememberFolders(stores, config))];
  // Asked for here and not only by the indexer: nobody is to see an idle library before its first scan.
  await new ScanStore(catalogue).request({ requestedBy: 'start', mode: 'new' });
  const absent = (await findFfmpegTools(config.ffmpeg)).filter(
    (tool) => tool.version === undefined,
  );
  for (const { path, consequence } of absent)
    warnings.push(`${path} cannot be run: ${consequence}.`);
  if (absent.length > 0) warnings.push(ffmpegRemedy);
  for (const warning of warnings) terminal.line(terminal.paint('yellow', warning));
}

async function prepareBundled({
  config,
  terminal,
}: StartOptions): Promise<BundledServer | undefined> {
  if (config.meilisearch.url !== undefined) return undefined;
  const { server, notes } = await prepareMeilisearch(config);
  for (const note of notes) terminal.line(note);
  return server;
}

interface Ready {
  readonly url: string;
  readonly catalogue: Catalogue;
  readonly terminal: Terminal;
}

async function sayReady({ url, catalogue, terminal }: Ready, signal: AbortSignal): Promise<void> {
  await waitUntilReady(url, signal);
  terminal.line(`Reeldex is ready at ${terminal.paint('bold', url)}`);
  if ((await new LibraryStore(catalogue).all()).length === 0)
    terminal.line(
      'It has no folder of videos yet: choose one there, or start it with one: npm start -- ~/Videos',
    );
}
