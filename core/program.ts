// Runs one program from its command line to its end: settings, log, heartbeat, signals, exit code.

import { flushCompileCache } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CatalogueError } from './catalogue/catalogue-failure.ts';
import { CatalogueTrouble } from './catalogue/catalogue-trouble.ts';
import { ProcessStore, type Announcement } from './catalogue/process-store.ts';
import { openCatalogue, type Catalogue } from './catalogue/open-catalogue.ts';
import type { Warning } from './contract/dashboard.ts';
import { loadConfig, type Config } from './config.ts';
import { AppError, describeError } from './errors.ts';
import { openLog, type Log } from './log.ts';
import { Shutdown } from './shutdown.ts';

const HEARTBEAT_MS = 3000;

/** What a program is given to run with. */
export interface ProgramContext {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly log: Log;
  readonly shutdown: Shutdown;
  /** What the program wants a person to know now; shown on the dashboard until it is taken out. */
  readonly warnings: Map<Warning['code'], Warning>;
}

type ProgramName = 'server' | 'indexer' | 'worker';

/**
 * Runs `run` until a signal, the loss of the supervisor or an error ends the program. `run` resolves when the program is
 * up; what it leaves running is registered with `shutdown`. Sets the exit code: 0 after a signal, 1 after an error.
 */
export async function runProgram(
  program: ProgramName,
  run: (context: ProgramContext) => Promise<void>,
): Promise<void> {
  let log: Log | undefined;
  const shutdown = new Shutdown();
  try {
    const config = loadConfig({
      env: process.env,
      argv: process.argv.slice(2),
      cwd: process.cwd(),
    });
    const terminal = process.env['REELDEX_LOG_TERMINAL'] === 'json' ? 'json' : 'pretty';
    log = await openLog({ name: program, dataDir: config.dataDir, terminal, ...config.log });
    endOnSignals(shutdown, log);
    const warnings = new Map<string, Warning>();
    const trouble = new CatalogueTrouble(warnings, log);
    const catalogue = await openCatalogue(join(config.dataDir, 'catalogue.db'), (error) =>
      trouble.note(error),
    );
    shutdown.add('catalogue', () => catalogue.destroy());
    const context = { config, catalogue, log, shutdown, warnings };
    await startHeartbeat(program, context, trouble);
    await run(context);
    // What Node.js compiled is written now: left to the exit, the 1,500 small files of a first run take a loaded disk
    // longer than a stopping program is given.
    flushCompileCache();
  } catch (error) {
    if (shutdown.signal.aborted) return;
    reportFatal(error, log);
    process.exitCode = 1;
    if (log !== undefined) await shutdown.end(log);
    process.exit();
  }
}

function endOnSignals(shutdown: Shutdown, log: Log): void {
  const end = (why: string) => {
    if (shutdown.signal.aborted) return;
    log.info({ why }, 'stopping');
    void shutdown.end(log).then(() => process.exit());
  };
  process.on('SIGINT', () => end('SIGINT'));
  process.on('SIGTERM', () => end('SIGTERM'));
  // The supervisor's channel closes when it dies, however it dies, perhaps before this line: nothing is left running
  // without it.
  const endAlone = () => end('the supervisor is gone');
  process.on('disconnect', endAlone);
  if (process.env['REELDEX_SUPERVISED'] !== undefined && !process.connected) endAlone();
  // Nobody reads the terminal then, and an error of writing to it, were it logged there, would beget the next one.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const crash = (error: unknown) => {
    reportFatal(error, log);
    process.exitCode = 1;
    end('an unexpected error');
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

async function startHeartbeat(
  program: ProgramName,
  context: ProgramContext,
  trouble: CatalogueTrouble,
): Promise<void> {
  const { catalogue, config, log, shutdown, warnings } = context;
  const processes = new ProcessStore(catalogue);
  const startedMs = Date.now();
  const announcement = (): Announcement => ({
    id: config.processId,
    program,
    pid: process.pid,
    host: hostname(),
    startedMs,
    warnings: [...warnings.values()],
  });
  await processes.announce(announcement());
  const timer = setInterval(() => {
    trouble.expire();
    processes.announce(announcement()).catch((error: unknown) => {
      // That the catalogue fails was said already.
      if (!(error instanceof CatalogueError)) log.warn({ err: error }, 'heartbeat failed');
    });
  }, HEARTBEAT_MS);
  shutdown.add('heartbeat', async () => {
    clearInterval(timer);
    await processes.withdraw(config.processId);
  });
}

function reportFatal(error: unknown, log: Log | undefined): void {
  const isExpected = error instanceof AppError;
  if (log === undefined) process.stderr.write(`${describeError(error)}\n`);
  else if (isExpected) log.fatal(describeError(error));
  else log.fatal({ err: error }, 'unexpected error');
}
