// The command lines of the programs that `start` supervises: what each is given so that all of them work as one.

import { hostname } from 'node:os';
import { join } from 'node:path';
import type { BundledServer } from '../../meili/bundled-server.ts';
import { moveDamagedAside } from '../../meili/data-folder.ts';
import { forgetServer, noteServer } from '../../meili/stray-server.ts';
import type { ProgramSpec } from '../supervision/program-spec.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the programs have in common. */
export interface ProgramSettings {
  /** The folder that holds `server/`, `indexer/` and `worker/`. */
  readonly root: string;
  readonly env: Environment;
  /** `--config` as it was typed; undefined to look for the file in the usual places. */
  readonly configFlag: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** The Meilisearch that was started for them; undefined when the settings name another one. */
  readonly meilisearch: BundledServer | undefined;
}

/** The id of a supervised program: the same after a restart, so that it takes back what its predecessor was working on. */
export function processIdOf(program: string): string {
  return `${program}@${hostname()}`;
}

/** Server, indexer and worker, in this order. */
export function reeldexPrograms(settings: ProgramSettings): readonly ProgramSpec[] {
  const { root, env, configFlag, dataDir, host, port, meilisearch } = settings;
  const flags = [
    ...(configFlag === undefined ? [] : ['--config', configFlag]),
    ...['--data', dataDir, '--host', host, '--port', String(port)],
  ];
  const common = {
    ...env,
    REELDEX_SUPERVISED: '1',
    // Where Node.js keeps what it made of our sources: the next start takes less than half the time, and 30 MB less.
    NODE_COMPILE_CACHE: env['NODE_COMPILE_CACHE'] ?? join(dataDir, 'cache', 'compiled'),
    REELDEX_LOG_TERMINAL: 'json',
    ...(meilisearch && { MEILI_URL: meilisearch.url, MEILI_MASTER_KEY: meilisearch.masterKey }),
  };
  return ['server', 'indexer', 'worker'].map((name) => ({
    name,
    command: process.execPath,
    args: [...heapFlags(name), join(root, name, 'main.ts'), ...flags],
    env: { ...common, ...memorySettings(name, env), REELDEX_PROCESS_ID: processIdOf(name) },
    tether: 'channel',
  }));
}

/** Twice this much is kept for new objects, in MB; Node.js would take 32. It costs no time that could be measured. */
const SERVER_SEMI_SPACE_MB = 16;

function heapFlags(name: string): readonly string[] {
  return name === 'server' ? [`--max-semi-space-size=${SERVER_SEMI_SPACE_MB}`] : [];
}

/**
 * glibc gives each thread memory of its own and keeps what a thread leaves behind: 50 MB after a similarity model was
 * built. Indexer and worker hand their environment on to ffmpeg, whose threads are better off with their own.
 */
function memorySettings(name: string, env: Environment): Environment {
  return name === 'server' ? { MALLOC_ARENA_MAX: env['MALLOC_ARENA_MAX'] ?? '1' } : {};
}

/** So many failed starts in a row say that the index itself is what Meilisearch cannot open. */
const DAMAGED_AFTER_STARTS = 3;

/** Meilisearch as `prepareBundledServer` made it ready. */
export function meilisearchProgram(
  server: BundledServer,
  { env, dataDir }: Pick<ProgramSettings, 'env' | 'dataDir'>,
): ProgramSpec {
  return {
    name: 'meilisearch',
    command: server.command,
    args: server.args,
    env: { ...env, ...server.env },
    cwd: dataDir,
    tether: 'pipe',
    onStarted: (pid) => noteServer(dataDir, pid),
    onEnded: () => forgetServer(dataDir),
    repair: async (failedStarts) => {
      if (failedStarts !== DAMAGED_AFTER_STARTS) return undefined;
      const movedTo = await moveDamagedAside(dataDir);
      return movedTo && `its index was moved to ${movedTo} and is made anew from the catalogue`;
    },
  };
}
