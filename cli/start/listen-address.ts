// Where programs will listen: the address is this machine's, the port is free. Listens only to find that out.

import { createServer, type Server } from 'node:net';
import { ConfigError, describeError, systemErrorCode } from '../../core/errors.ts';

/** An address to listen on. */
export interface ListenAddress {
  readonly host: string;
  /** 0 stands for any free one. */
  readonly port: number;
}

const hostSetting = '--host (or REELDEX_HOST, or "host" in reeldex.yaml)';
const portSetting = '--port (or REELDEX_PORT, or "port" in reeldex.yaml)';

/**
 * Makes sure that a program can listen there.
 *
 * @param setting how a person chooses another port
 * @returns the port, chosen where `port` is 0.
 * @throws ConfigError when the port is taken or not allowed, or the host is not an address of this machine.
 */
export async function ensureAddressFree(
  address: ListenAddress,
  setting = portSetting,
): Promise<number> {
  const server = createServer();
  try {
    return await listen(server, address);
  } catch (cause) {
    throw new ConfigError(describeProblem(address, setting, cause), { cause });
  } finally {
    server.close();
  }
}

function listen(server: Server, address: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...address }, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : address.port);
    });
  });
}

function describeProblem({ host, port }: ListenAddress, setting: string, error: unknown): string {
  switch (systemErrorCode(error)) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use by another program. Choose another with ${setting}.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Choose one above 1023 with ${setting}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine. Choose another with ${hostSetting}.`;
    case undefined:
    default:
      return `Nothing can listen on ${host}, port ${port} (${describeError(error)}). Change ${hostSetting} or ${setting}.`;
  }
}

/** The address at which a person on this machine reaches a site that listens there. */
export function siteUrl({ host, port }: ListenAddress): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
