// The server's application on a port of this process, beside other parts on the same catalogue. Without a search engine.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { loadConfig } from '../../core/config.ts';
import { VideoIndex } from '../../meili/video-index.ts';
import { createSite } from '../../server/main.ts';

/** Starts it until the running test ends. Returns its address, such as `http://127.0.0.1:8410`. */
export async function siteBeside(catalogue: Catalogue, dataDir: string): Promise<string> {
  const config = loadConfig({ env: {}, argv: ['--data', dataDir], cwd: dataDir });
  // Nothing listens on port 9.
  const index = new VideoIndex({ url: 'http://127.0.0.1:9', apiKey: 'none' });
  const log = pino({ level: 'silent' });
  const { app } = createSite({ config, catalogue, index, log, warnings: new Map() });
  const answer = app.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
