// A file behind a server program that sends it: ours, or nginx as the measure of what is possible.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../support/running-reeldex.ts';

const program = join(import.meta.dirname, 'stream-program.ts');

/** A program that serves one file under every path; whoever starts it stops it. */
export class ServedFile {
  readonly port: number;
  readonly urlPath: string;
  readonly #path: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number, path: string) {
    this.#process = process;
    this.port = port;
    this.#path = path;
    this.urlPath = `/${basename(path)}`;
  }

  static async byReeldex(path: string): Promise<ServedFile> {
    const child = spawn(process.execPath, [program, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return new ServedFile(child, Number(port), path);
  }

  /** Undefined when nginx is not installed. */
  static async byNginx(path: string): Promise<ServedFile | undefined> {
    const port = await freePort();
    const folder = join(dirname(path), 'nginx');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'nginx.conf'), nginxConfig(folder, dirname(path), port));
    const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const isStarted = await Promise.race([
      once(child, 'error').then(() => false),
      once(child, 'spawn').then(() => true),
    ]).catch(() => false);
    if (!isStarted) return undefined;
    const served = new ServedFile(child, port, path);
    await served.#untilListening();
    return served;
  }

  /** Resident memory now, in MB. */
  get memoryMb(): number {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(
      readFileSync(`/proc/${this.#process.pid ?? 0}/status`, 'utf8'),
    )?.[1];
    return Number(kb ?? Number.NaN) / 1024;
  }

  /** How often the program has the file open now. */
  get openHandles(): number {
    const folder = `/proc/${this.#process.pid ?? 0}/fd`;
    return readdirSync(folder).filter((fd) => {
      try {
        return readlinkSync(join(folder, fd)) === this.#path;
      } catch {
        // Closed since the folder was read.
        return false;
      }
    }).length;
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.kill();
    await exit;
  }

  async #untilListening(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const socket = connect(this.port, '127.0.0.1');
      const isOpen = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      if (isOpen) return;
      await delay(50);
    }
    throw new Error(`nothing listens on port ${this.port}`);
  }
}

function nginxConfig(folder: string, root: string, port: number): string {
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${root}; default_type video/mp4; }
}
`;
}
