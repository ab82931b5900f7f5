import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProbeError } from '../../core/errors.ts';
import { fromFsName } from '../../core/path-bytes.ts';
import { runProcess } from '../../core/run-process.ts';
import { hashWholeFile } from '../../indexer/identify/hash-whole-file.ts';
import { createIdentifier } from '../../indexer/identify/identifier.ts';
import { readSteadily } from '../../indexer/identify/read-steadily.ts';

const { identify, close } = createIdentifier();
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-identify-'));
});

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

async function put(name: string, content: Buffer): Promise<string> {
  await writeFile(at(name), content);
  return at(name);
}

function sizePrefix(size: number): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(size));
  return prefix;
}

const sha256 = (...parts: readonly Buffer[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest('hex');

describe('identifying a file', () => {
  it('hashes size and content of a small file', async () => {
    const content = randomBytes(1000);
    const path = await put('small', content);
    const { mtimeMs } = await stat(path);
    expect(await identify(path)).toEqual({
      hash: sha256(sizePrefix(1000), content).slice(0, 16),
      sizeBytes: 1000,
      mtimeMs: Math.floor(mtimeMs),
    });
  });

  it('hashes size, head, middle and tail of a large file', async () => {
    const size = 1_000_001;
    const content = randomBytes(size);
    const chunk = 65_536;
    const middle = 467_232;
    const expected = sha256(
      sizePrefix(size),
      content.subarray(0, chunk),
      content.subarray(middle, middle + chunk),
      content.subarray(size - chunk),
    ).slice(0, 16);
    expect((await identify(await put('large', content))).hash).toBe(expected);
  });

  it('keeps the identity of a copy, whatever its name and time', async () => {
    const path = await put('original', randomBytes(300_000));
    await copyFile(path, at('copy'));
    await utimes(at('copy'), 1, 1);
    const [one, other] = [await identify(path), await identify(at('copy'))];
    expect(other.hash).toBe(one.hash);
    expect(other.mtimeMs).toBe(1000);
  });

  it('tells files apart that share their chunks but not their size', async () => {
    const zeros = async (size: number) =>
      (await identify(await put(`zeros-${size}`, Buffer.alloc(size)))).hash;
    expect(await zeros(400_000)).not.toBe(await zeros(400_001));
  });

  it('reads a sparse file of 64 GiB in no time', async () => {
    const file = await open(at('sparse'), 'w');
    await file.truncate(64 * 1024 ** 3);
    await file.close();
    const zeros = Buffer.alloc(3 * 65_536);
    const { hash, sizeBytes } = await identify(at('sparse'));
    expect(sizeBytes).toBe(64 * 1024 ** 3);
    expect(hash).toBe(sha256(sizePrefix(sizeBytes), zeros).slice(0, 16));
  });

  it('follows links', async () => {
    const path = await put('target', Buffer.from('content'));
    await symlink(path, at('link'));
    expect((await identify(at('link'))).hash).toBe((await identify(path)).hash);
  });

  it.runIf(process.platform === 'linux')('opens names that are not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff])]);
    await writeFile(bytes, 'content');
    const { sizeBytes } = await identify(fromFsName(bytes));
    expect(sizeBytes).toBe(7);
  });
});

describe('files that cannot be identified', () => {
  it('are empty ones', async () => {
    const path = await put('empty', Buffer.alloc(0));
    await expect(identify(path)).rejects.toThrow(new ProbeError(`${path} is empty`));
  });

  it('are folders, pipes, sockets and devices, none of which is waited for', async () => {
    await runProcess('mkfifo', [at('pipe')]);
    const server = createServer().listen(at('socket'));
    await once(server, 'listening');
    for (const path of [folder, at('pipe'), at('socket'), '/dev/zero']) {
      await expect(identify(path)).rejects.toThrow(new ProbeError(`${path} is not a regular file`));
    }
    server.close();
  });

  it('are absent ones', async () => {
    await expect(identify(at('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('reading a file that changes', () => {
  it('fails when the file shrinks before it is read', async () => {
    const path = await put('shrinking', Buffer.alloc(300_000));
    const reading = readSteadily(path, undefined, async ({ sizeBytes, readInto }) => {
      await writeFile(path, 'short');
      await readInto(Buffer.alloc(10), sizeBytes - 10);
    });
    await expect(reading).rejects.toMatchObject({ code: 'file_changed' });
  });

  it('fails when the file grows', async () => {
    const path = await put('growing', Buffer.alloc(1000));
    const reading = readSteadily(path, undefined, async () => {
      await writeFile(path, Buffer.alloc(2000));
    });
    await expect(reading).rejects.toMatchObject({ code: 'file_changed' });
  });

  it('fails when the content changes in place', async () => {
    const path = await put('rewritten', Buffer.alloc(1000));
    await utimes(path, 1, 1);
    const reading = readSteadily(path, undefined, async () => {
      await writeFile(path, Buffer.alloc(1000, 1));
    });
    await expect(reading).rejects.toMatchObject({
      code: 'file_changed',
      message: expect.stringContaining(path) as string,
    });
  });
});

describe('hashing a whole file', () => {
  it.each([1, 1024 * 1024, 2_500_000])('is the SHA-256 of all %i bytes', async (size) => {
    const content = randomBytes(size);
    expect(await hashWholeFile(await put(`whole-${size}`, content))).toBe(sha256(content));
  });

  it('tells files apart that have the same short hash', async () => {
    const content = Buffer.alloc(1_000_000);
    const one = await put('one', content);
    content[200_000] = 1;
    const other = await put('other', content);
    expect((await identify(one)).hash).toBe((await identify(other)).hash);
    expect(await hashWholeFile(one)).not.toBe(await hashWholeFile(other));
  });

  it('stops with the reason of its signal', async () => {
    const file = await open(at('endless'), 'w');
    await file.truncate(1024 ** 4);
    await file.close();
    const stop = new AbortController();
    const reason = new Error('enough');
    const hashing = hashWholeFile(at('endless'), { signal: stop.signal });
    setTimeout(() => stop.abort(reason), 20);
    await expect(hashing).rejects.toBe(reason);
    await expect(identify(at('endless'), { signal: stop.signal })).rejects.toBe(reason);
  });
});
