// A folder that holds everything a file system can hold, from the scan to the player. What the walk alone does with such
// a tree is in walk.test.ts, and what probing does with such files in probe-hostile.test.ts.

import {
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  failedFilesAnswer,
  logsAnswer,
  type FailedFilesAnswer,
} from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { fromFsName, toFsPath } from '../../core/path-bytes.ts';
import { runProcess } from '../../core/run-process.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { pathsOf, sha256, Viewer } from '../support/viewer.ts';

const isLinux = process.platform === 'linux';
const FIVE_GIB = 5 * 1024 ** 3;
const sixtyLevels = Array.from({ length: 60 }, (_, depth) => `level ${depth}`).join('/');

/** Each name has a word by which a search finds it and nothing else. */
const oddNames: readonly (readonly [what: string, word: string, name: string])[] = [
  ['a line break', 'aardvark', 'aardvark\nof two lines.mp4'],
  ['quotes', 'bumblebee', `"bumblebee' and \`ticks\`.mp4`],
  ['what a shell would run', 'chinchilla', '$(touch chinchilla) ; & | > < * ? ~.mp4'],
  ['what a URL would read', 'dromedary', '100%25 %2e%2e %s dromedary #tag ?x=1&y=2.mp4'],
  ['what HTML would read', 'elephant', '<img src=x onerror=alert(1)> elephant &amp;.mp4'],
  ['backslashes', 'flamingo', 'back\\slash flamingo.mp4'],
  ['a dash in front', 'gorilla', '-rf gorilla.mp4'],
  ['a protocol', 'hedgehog', 'concat:hedgehog|http:.mp4'],
  ['control characters', 'ibex', '\u0007\u001b[31m ibex\u007f.mp4'],
  ['emoji and right-to-left text', 'jackrabbit', '\u202e\u05d0\ud83e\udd8c jackrabbit.mp4'],
  ['255 bytes', 'kingfisher', `kingfisher ${'\u00fc'.repeat(120)}.mp4`],
  ['sixty folders above it', 'leopard', `${sixtyLevels}/leopard.mp4`],
  ['a folder above it that is called like a video', 'mongoose', 'folder.mp4/mongoose.mp4'],
];

/** Names that are bytes and no text; `\u00xx` stands for the byte. */
const byteNames = [
  ['narwhal', 'caf\u00e9 narwhal.mp4'],
  ['orangutan', 'orangutan \u00ff\u00fe\u00c3.mp4'],
  ['pangolin', 'b\u00e9te/pangolin.mp4'],
] as const;

let folder: string;
let library: string;
let reeldex: RunningReeldex;
let viewer: Viewer;
let socket: Server;
let isWriting = true;
let writing: Promise<void>;
let failed: FailedFilesAnswer;
const contents = new Map<string, string>();

const at = (name: string) => join(library, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reeldex-hostile-'));
  library = join(folder, 'library');
  await makeOddNames();
  await makeLinks();
  await makeThingsThatAreNoFiles();
  await makeTooLongPath();
  await makeHugeFile(at('tarantula.mp4'));
  await makeForbiddenFile(at('forbidden.mp4'));
  writing = keepRewriting(at('vulture.mp4'));
  reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders: [library] });
  viewer = new Viewer(reeldex);
  failed = await reeldex.until('the forbidden file to have failed', 60_000, async () => {
    const answer = failedFilesAnswer.parse(await reeldex.json(routes.dashboardFailedFiles));
    return answer.items.some(({ path }) => path === at('forbidden.mp4')) ? answer : undefined;
  });
});

afterAll(async () => {
  isWriting = false;
  await writing;
  socket.close();
  await reeldex.stop();
  await rename(join(tooLong(), 'half'), join(folder, 'half'));
  await rm(folder, { recursive: true, force: true });
});

let clipNumber = 0;

async function putClip(path: string): Promise<void> {
  clipNumber += 1;
  const content = await distinctClip(clipNumber);
  await putFile(path, content);
  contents.set(path, sha256(content));
}

async function makeOddNames(): Promise<void> {
  for (const [, , name] of oddNames) await putClip(at(name));
  await putClip(at('pair caf\u00e9 rhinoceros.mp4'));
  await putClip(at('pair cafe\u0301 rhinoceros.mp4'));
  if (isLinux) for (const [, name] of byteNames) await putClip(at(bytesAsPath(name)));
}

/** The path text of a name whose characters stand for bytes. */
function bytesAsPath(name: string): string {
  return fromFsName(Buffer.from(name, 'latin1'));
}

async function makeLinks(): Promise<void> {
  await symlink('..', at('loop'));
  await symlink('.', at('self'));
  await symlink('nowhere.mp4', at('dangling.mp4'));
  await symlink('circle.mp4', at('circle.mp4'));
  await putClip(at('real/salamander.mp4'));
  await symlink('real', at('again'));
  await symlink('real/salamander.mp4', at('a link to salamander.mp4'));
}

async function makeThingsThatAreNoFiles(): Promise<void> {
  await runProcess('mkfifo', [at('pipe.mp4')]);
  socket = createServer().listen(at('socket.mp4'));
  await once(socket, 'listening');
  await symlink('/dev/zero', at('device.mp4'));
  await symlink('pipe.mp4', at('to-pipe.mp4'));
  await writeFile(at('empty.mp4'), '');
  await writeFile(at('text.mp4'), 'This is no video.\n');
}

/** Neither half is too long for the system: they become so together. */
async function makeTooLongPath(): Promise<void> {
  await mkdir(tooLong(), { recursive: true });
  await putClip(join(folder, 'half', ...longNames(5), 'unreachable.mp4'));
  await rename(join(folder, 'half'), join(tooLong(), 'half'));
}

const longNames = (count: number) => Array.from({ length: count }, () => 'n'.repeat(250));
const tooLong = () => join(library, ...longNames(15));

/** A real clip, followed by a box of zeros that takes no room on the disk. */
async function makeHugeFile(path: string): Promise<void> {
  await putFile(path, await distinctClip(999));
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const header = Buffer.from('\0\0\0\x01free\0\0\0\0\0\0\0\0', 'latin1');
  header.writeBigUInt64BE(BigInt(FIVE_GIB - size), 8);
  await file.write(header, 0, header.length, size);
  await file.truncate(FIVE_GIB);
  await file.close();
  await utimes(path, 1_700_000_000, 1_700_000_000);
}

/** For root no file of a disk is forbidden; one that can only be written is, wherever the kernel makes it. */
async function makeForbiddenFile(path: string): Promise<void> {
  if (isLinux) await symlink('/proc/sys/net/ipv4/route/flush', path);
  else await writeFile(path, 'secret', { mode: 0o000 });
}

/** A file that shrinks and grows for as long as anybody looks. */
async function keepRewriting(path: string): Promise<void> {
  const content = await distinctClip(998);
  const file = await open(path, 'w');
  while (isWriting) {
    await file.write(content, 0, content.length, 0);
    await file.truncate(Math.ceil(content.length * Math.random()));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await file.write(content, 0, content.length, 0);
  await file.close();
}

function reasonOf(name: string): string | undefined {
  return failed.items.find(({ path }) => path === at(name))?.error;
}

describe('a video whose path has', () => {
  test.each(oddNames)('%s is found, shown and played', async (_what, word, name) => {
    await expectPlayable(word, at(name));
  });

  test.runIf(isLinux).each(byteNames)(
    'bytes that are no text (%s) is found and played',
    async (word, name) => {
      await expectPlayable(word, at(bytesAsPath(name)));
    },
  );

  test('an accent in one of two ways is another one than that with the other way', async () => {
    const found = await viewer.find('rhinoceros');
    expect(found.flatMap(pathsOf).sort()).toEqual(
      [at('pair cafe\u0301 rhinoceros.mp4'), at('pair caf\u00e9 rhinoceros.mp4')].sort(),
    );
    for (const video of found)
      expect(await viewer.play(video.hash)).toBe(contents.get(pathsOf(video)[0] ?? ''));
  });

  async function expectPlayable(word: string, path: string): Promise<void> {
    const video = await viewer.findOne(word);
    expect(pathsOf(video)).toEqual([path]);
    expect(await viewer.play(video.hash)).toBe(contents.get(path));
    const saved = await fetch(`${reeldex.url}${routes.video(video.hash)}?download`, {
      method: 'HEAD',
    });
    expect(saved.status).toBe(200);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
  }
});

describe('a scan of such a folder', () => {
  test('takes a link to a file for a second file of the video, and enters no folder twice', async () => {
    const video = await viewer.findOne('salamander');
    expect(pathsOf(video)).toEqual([at('a link to salamander.mp4'), at('real/salamander.mp4')]);
  });

  test('says what is no video, and nothing of pipes, sockets, devices and links to nowhere', () => {
    expect(reasonOf('empty.mp4')).toContain('is empty');
    expect(reasonOf('text.mp4')).toContain('is a text file');
    expect(reasonOf('forbidden.mp4')).toMatch(/EACCES|permission denied/);
    const others = failed.items.filter(({ path }) => path !== at('vulture.mp4'));
    expect(others.map(({ path }) => path).sort()).toEqual(
      ['empty.mp4', 'forbidden.mp4', 'text.mp4'].map(at),
    );
  });

  test('tries what may not be read three times', () => {
    expect(failed.items.find(({ path }) => path === at('forbidden.mp4'))?.attempts).toBe(3);
  });

  test('logs the folder whose path is too long for the system', async () => {
    const { lines } = logsAnswer.parse(
      await reeldex.json(`${routes.dashboardLogs}?name=indexer&level=warn&limit=2000`),
    );
    const codes = lines.map(({ fields }) => fields['code']);
    expect(codes).toContain('ENAMETOOLONG');
  });

  test('reads a file of 5 GiB by its ends, and the player any part of it', async () => {
    const { hash, sizeBytes } = await viewer.findOne('tarantula');
    expect(sizeBytes).toBe(FIVE_GIB);
    const range = `bytes=${FIVE_GIB - 8}-`;
    const part = await fetch(reeldex.url + routes.video(hash), { headers: { range } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(
      `bytes ${FIVE_GIB - 8}-${FIVE_GIB - 1}/${FIVE_GIB}`,
    );
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.alloc(8));
  });

  // The last test: it ends the writing.
  test('finds a file that kept changing once it stands still', async () => {
    expect(await viewer.find('vulture')).toEqual([]);
    isWriting = false;
    await writing;
    await viewer.scan();
    const { hash } = await viewer.findOne('vulture');
    expect(await viewer.play(hash)).toBe(sha256(await readFile(toFsPath(at('vulture.mp4')))));
  });
});
