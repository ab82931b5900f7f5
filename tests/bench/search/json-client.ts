// Asks a server as a browser does, over connections that stay open, and reads its JSON.

import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { percentile } from '../report.ts';

/** One request; `body` makes it a POST. */
export interface JsonRequest {
  readonly path: string;
  readonly body?: unknown;
}

/** Asks one server. Whoever makes it closes it. */
export class JsonClient {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, apiKey?: string) {
    this.#url = url;
    this.#headers = {
      'content-type': 'application/json',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
    };
  }

  /** The answer's JSON. @throws Error for a status that is not 2xx. */
  async ask({ path, body }: JsonRequest): Promise<unknown> {
    const asking = request(this.#url + path, {
      method: body === undefined ? 'GET' : 'POST',
      agent: this.#agent,
      headers: this.#headers,
    });
    asking.end(body === undefined ? undefined : JSON.stringify(body));
    const answer = await new Promise<Parameters<typeof text>[0] & { statusCode?: number }>(
      (resolve, reject) => asking.once('response', resolve).once('error', reject),
    );
    const said = await text(answer);
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${said.slice(0, 500)}`);
    return JSON.parse(said);
  }

  /** How long a request takes until its JSON is read, in milliseconds. */
  async timeMs(asked: JsonRequest): Promise<number> {
    const startMs = performance.now();
    await this.ask(asked);
    return performance.now() - startMs;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Samples in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

export function timesOf(samples: readonly number[]): Times {
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}
