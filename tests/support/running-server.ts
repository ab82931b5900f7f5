// The server program alone, as it runs beside others on one catalogue.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { freePort } from './running-reeldex.ts';

const main = join(import.meta.dirname, '../../server/main.ts');
const logLine = z.looseObject({ level: z.number(), msg: z.string() });

interface ServerOptions {
  readonly dataDir: string;
  readonly meilisearch: { readonly url: string; readonly apiKey: string };
}

/** A started server; whoever started it ends it. */
export class RunningServer {
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #lines: z.infer<typeof logLine>[] = [];

  private constructor(port: number, process: ChildProcess) {
    this.port = port;
    this.#process = process;
  }

  /** Resolves when it listens. */
  static async start({ dataDir, meilisearch }: ServerOptions): Promise<RunningServer> {
    const port = await freePort();
    const child = spawn(process.execPath, [main, '--data', dataDir, '--port', String(port)], {
      env: {
        ...process.env,
        REELDEX_LOG_TERMINAL: 'json',
        MEILI_URL: meilisearch.url,
        MEILI_MASTER_KEY: meilisearch.apiKey,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const server = new RunningServer(port, child);
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = logLine.parse(JSON.parse(line));
      server.#lines.push(said);
      if (said.msg === 'server is listening') resolve(undefined);
    });
    child.once('exit', () => reject(new Error('the server ended at its start')));
    await promise;
    return server;
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** What it logged as an error. */
  get errors(): readonly z.infer<typeof logLine>[] {
    return this.#lines.filter(({ level }) => level >= 50);
  }

  async end(): Promise<void> {
    if (!this.isRunning) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }
}
