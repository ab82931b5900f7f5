// A TCP proxy in front of a service, which fails in all the ways in which services and networks do.

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to a connection. */
export type Fault =
  | { readonly kind: 'none' }
  /** Nobody listens. */
  | { readonly kind: 'refuse' }
  /** Taken, and never answered. */
  | { readonly kind: 'hang' }
  /** What the service says arrives late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Each request gets these bytes, and the connection ends. */
  | { readonly kind: 'answer'; readonly bytes: string };

/** Stands before one port of this machine. Whoever starts it closes it. */
export class FaultyProxy {
  readonly url: string;
  readonly #port: number;
  readonly #targetPort: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #fault: Fault = { kind: 'none' };

  private constructor(server: Server, port: number, targetPort: number) {
    this.#server = server;
    this.#port = port;
    this.#targetPort = targetPort;
    this.url = `http://127.0.0.1:${port}`;
    server.on('connection', (socket) => this.#take(socket));
  }

  static async start(targetUrl: string): Promise<FaultyProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new FaultyProxy(server, port, Number(new URL(targetUrl).port));
  }

  /** How many connections there are now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Cuts every connection, and treats new ones so from now on. */
  async set(fault: Fault): Promise<void> {
    this.#fault = fault;
    for (const socket of this.#sockets) socket.destroy();
    if (fault.kind === 'refuse') await this.close();
    else if (this.#server === undefined) {
      const server = createServer((socket) => this.#take(socket)).listen(this.#port, '127.0.0.1');
      this.#server = server;
      await once(server, 'listening');
    }
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server === undefined) return;
    server.close();
    await once(server, 'close');
  }

  #take(socket: Socket): void {
    this.#track(socket);
    const fault = this.#fault;
    switch (fault.kind) {
      case 'refuse':
        socket.destroy();
        return;
      case 'hang':
        socket.resume();
        return;
      case 'answer':
        socket.once('data', () => socket.end(fault.bytes));
        return;
      case 'none':
      case 'slow':
        this.#pass(socket, fault.kind === 'slow' ? fault.delayMs : 0);
    }
  }

  #pass(socket: Socket, delayMs: number): void {
    const target = connect(this.#targetPort, '127.0.0.1');
    this.#track(target);
    socket.pipe(target);
    target.on('data', (bytes) => {
      if (delayMs === 0) socket.write(bytes);
      else setTimeout(() => socket.destroyed || socket.write(bytes), delayMs);
    });
    socket.once('close', () => target.destroy());
    target.once('close', () => socket.destroy());
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // The other side goes away whenever it likes.
    socket.on('error', () => socket.destroy());
  }
}
