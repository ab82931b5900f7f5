// The whole of Reeldex as a person starts it: one command, all programs, on a data folder of its own.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { dashboardStatus, type DashboardStatus } from '../../core/contract/dashboard.ts';

const root = join(import.meta.dirname, '../..');
const READY_TIMEOUT_MS = 120_000;

/** How Reeldex is started. */
export interface ReeldexOptions {
  readonly dataDir: string;
  /** Library folders, as on the command line. */
  readonly folders: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A started Reeldex; whoever started it stops it. */
export class RunningReeldex {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #lines: string[];

  private constructor(url: string, process: ChildProcess, lines: string[]) {
    this.url = url;
    this.#process = process;
    this.#lines = lines;
  }

  /** Starts `reeldex start` and resolves when it says that it is ready. */
  static async start(options: ReeldexOptions): Promise<RunningReeldex> {
    const port = await freePort();
    const args = ['start', ...options.folders, '--data', options.dataDir, '--port', String(port)];
    const child = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => lines.push(line));
    }
    const reeldex = new RunningReeldex(`http://127.0.0.1:${port}`, child, lines);
    await reeldex.#untilReady();
    return reeldex;
  }

  /** Everything that was printed so far. */
  get output(): string {
    return this.#lines.join('\n');
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Fetches a route and reads its JSON. @throws Error for a status that is not 2xx. */
  async json(path: string, init?: RequestInit): Promise<unknown> {
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  async post(path: string, body: unknown = {}): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return await this.json(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async status(): Promise<DashboardStatus> {
    return dashboardStatus.parse(await this.json('/api/dashboard/status'));
  }

  /** Resolves when everything found can be searched, at least `videos` of them. */
  async untilIndexed(videos: number, timeoutMs = 60_000): Promise<DashboardStatus> {
    return await this.until(`${videos} videos to be searchable`, timeoutMs, async () => {
      const status = await this.status();
      const { scan, index } = status;
      const isDone =
        scan.state === 'idle' && scan.id !== null && index.state === 'ready' && index.behind === 0;
      return isDone && index.documents >= videos ? status : undefined;
    });
  }

  /** Asks until `probe` answers something; a program that is being restarted may refuse meanwhile. */
  async until<T>(what: string, timeoutMs: number, probe: () => Promise<T | undefined>): Promise<T> {
    const untilMs = Date.now() + timeoutMs;
    let lastError: unknown;
    while (Date.now() < untilMs) {
      const answer = await probe().catch((error: unknown) => {
        lastError = error;
        return undefined;
      });
      if (answer !== undefined) return answer;
      await delay(100);
    }
    throw new Error(`waited ${timeoutMs} ms for ${what}; Reeldex said:\n${this.output}`, {
      cause: lastError,
    });
  }

  /** Sends a signal to the supervisor and resolves with its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill(signal);
      await exit;
    }
    return this.#process.exitCode;
  }

  async #untilReady(): Promise<void> {
    const untilMs = Date.now() + READY_TIMEOUT_MS;
    while (!this.output.includes(`Reeldex is ready at ${this.url}`)) {
      if (this.#process.exitCode !== null || Date.now() > untilMs) {
        await this.stop('SIGKILL');
        throw new Error(`Reeldex did not start; it said:\n${this.output}`);
      }
      await delay(50);
    }
  }
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
