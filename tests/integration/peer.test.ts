import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../../core/run-process.ts';
import { AskedPeer } from '../../indexer/peer/asked-peer.ts';
import { startProcess } from '../../indexer/peer/start-process.ts';
import { startThread } from '../../indexer/peer/start-thread.ts';

interface Question {
  readonly text: string;
}

let folder: string;
let modules = 0;
const peers: AskedPeer<Question, string>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-peer-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.end()));
});

/** A module that answers a message with the value of `expression`, in which `text` is what was asked. */
async function writeModule(kind: 'thread' | 'process', expression: string): Promise<URL> {
  const [port, send] = kind === 'thread' ? ['parentPort', 'postMessage'] : ['process', 'send'];
  const path = join(folder, `module-${(modules += 1)}.ts`);
  await writeFile(
    path,
    `import { parentPort } from 'node:worker_threads';
    ${port}!.on('message', async ({ text }: { text: string }) => {
      ${port}!.${send}!(await (${expression}));
    });`,
  );
  return pathToFileURL(path);
}

async function start(
  kind: 'thread' | 'process',
  expression: string,
): Promise<AskedPeer<Question, string>> {
  const module = await writeModule(kind, expression);
  const peer = new AskedPeer<Question, string>(
    kind === 'thread' ? startThread(module) : startProcess(module, { maxMemoryMb: 64 }),
  );
  peers.push(peer);
  return peer;
}

const forEver = '(() => { for (;;); })()';

describe.each(['thread', 'process'] as const)('a %s that is asked', (kind) => {
  it('answers one question after another', async () => {
    const peer = await start(kind, 'text.toUpperCase()');
    expect(await peer.ask({ text: 'one' })).toBe('ONE');
    expect(await peer.ask({ text: 'two' })).toBe('TWO');
  });

  it('is given up after its time, and can be ended though it never stops', async () => {
    const peer = await start(kind, forEver);
    await expect(peer.ask({ text: '' }, { timeoutMs: 50 })).rejects.toThrow('no answer within 50');
    await peer.end();
    await expect(peer.ask({ text: '' })).rejects.toThrow('exited');
  });

  it('is given up with the reason of the signal', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    const peer = await start(kind, forEver);
    const asking = peer.ask({ text: '' }, { signal: stop.signal });
    stop.abort(reason);
    await expect(asking).rejects.toBe(reason);
    const other = await start(kind, '1');
    await expect(other.ask({ text: '' }, { signal: stop.signal })).rejects.toBe(reason);
  });

  it('says that it died, then and later', async () => {
    const peer = await start(kind, '(() => { throw new RangeError(text); })()');
    const said = kind === 'thread' ? 'out of range' : 'exited with code 1';
    await expect(peer.ask({ text: 'out of range' })).rejects.toThrow(said);
    await expect(peer.ask({ text: 'again' })).rejects.toThrow(said);
  });

  it('fails the question that it is at when it is ended', async () => {
    const peer = await start(kind, forEver);
    const failed = expect(peer.ask({ text: '' })).rejects.toThrow('exited');
    await peer.end();
    await failed;
  });

  it('keeps the program alive while it is asked, and not longer', async () => {
    const module = await writeModule(kind, 'new Promise((done) => setTimeout(done, 200, text))');
    const source = (name: string) => new URL(`../../indexer/peer/${name}.ts`, import.meta.url).href;
    const startPeer =
      kind === 'thread'
        ? `(await import('${source('start-thread')}')).startThread(new URL('${module.href}'))`
        : `(await import('${source('start-process')}')).startProcess(new URL('${module.href}'), { maxMemoryMb: 64 })`;
    const program = `const { AskedPeer } = await import('${source('asked-peer')}');
      const [one, two] = [new AskedPeer(${startPeer}), new AskedPeer(${startPeer})];
      const answer = await one.ask({ text: 'answered' });
      await one.end();
      process.stdout.write(answer);
      await two.ask({ text: '' });`;
    await writeFile(join(folder, `${kind}.ts`), program);
    const args = [join(folder, `${kind}.ts`)];
    const output = await runProcess(process.execPath, args, { timeoutMs: 20_000 });
    expect(output.toString()).toBe('answered');
  });
});

describe('a process that is asked', () => {
  it('dies alone when it takes more memory than it may', async () => {
    const greedy = '(() => { const all = []; for (;;) all.push(new Array(1000).fill(text)); })()';
    const peer = await start('process', greedy);
    await expect(peer.ask({ text: 'x' })).rejects.toThrow('exited with SIG');
  });

  it('fails the question where its module cannot be run', async () => {
    const module = pathToFileURL(join(folder, 'absent.ts'));
    const peer = new AskedPeer<Question, string>(startProcess(module, { maxMemoryMb: 64 }));
    await expect(peer.ask({ text: '' })).rejects.toThrow('exited with code 1');
  });
});
