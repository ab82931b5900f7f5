// HTTP as it is on the wire: paths are sent as they are written, dots and all, unlike with `fetch`.

import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface RawRequest {
  /** @default 'GET' */
  readonly method?: string;
  /** With its query, escaped where it has to be. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As UTF-8. */
  readonly text: string;
}

/** No answer of a server on this machine takes so long. */
const TIMEOUT_MS = 20_000;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request to a loopback port and reads the whole answer. */
export async function ask(port: number, asked: RawRequest): Promise<RawReply> {
  try {
    const response = await open(port, asked, agent);
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
    return toReply(response, text);
  } catch (cause) {
    throw new Error(`${asked.method ?? 'GET'} ${asked.path} broke off`, { cause });
  }
}

/** Reads a stream of server-sent events until it has said `text`, and leaves it. */
export async function askUntil(port: number, asked: RawRequest, text: string): Promise<RawReply> {
  const response = await open(port, asked, undefined);
  let said = '';
  for await (const chunk of response) {
    said += String(chunk);
    if (said.includes(text) && said.endsWith('\n\n')) break;
  }
  return toReply(response, said);
}

async function open(
  port: number,
  { method = 'GET', path, headers = {}, json }: RawRequest,
  via: Agent | undefined,
): Promise<IncomingMessage> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const outgoing = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    agent: via ?? false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
  });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once('response', resolve).once('error', reject);
  outgoing.end(body);
  return await promise;
}

function toReply({ statusCode = 0, headers }: IncomingMessage, text: string): RawReply {
  return { status: statusCode, headers, text };
}
