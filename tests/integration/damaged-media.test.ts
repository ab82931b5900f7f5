// Two hundred damaged videos, and text that would lead a player elsewhere, through a real indexer. What the prober makes of
// single damaged files is in probe-hostile.test.ts.

import { open, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { runProcess } from '../../core/run-process.ts';
import { makeClip, type ClipOptions } from '../support/clips.ts';
import { repeatableNumbers, withWrongBits } from '../support/damage.ts';
import { putFile } from '../support/distinct-clips.ts';
import { IndexerSite } from '../support/indexer-site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const sources: readonly (readonly [ending: string, options: ClipOptions])[] = [
  ['mp4', { audioCodec: 'aac', chapters: ['One', 'Two'], subtitleLanguage: 'eng' }],
  ['mp4', { videoCodec: 'av1', outputArgs: ['-movflags', 'frag_keyframe+empty_moov'] }],
  ['mkv', { audioCodec: 'aac', subtitleLanguage: 'eng', hasCover: true }],
  ['webm', { videoCodec: 'vp9', audioCodec: 'opus' }],
  ['avi', { videoCodec: 'mpeg4', audioCodec: 'mp3' }],
  ['ts', { audioCodec: 'aac' }],
  ['flv', { videoCodec: 'flv1', audioCodec: 'mp3' }],
];
/** Of each source; some of the header, where the tables are. */
const CUTS = [0.0005, 0.005, 0.02, 0.1, 0.3, 0.5, 0.8, 0.99, 0.9999];
const FLIPPED = 20;

test(
  'every damaged video ends as read or as failed with a reason, and nothing hangs or is left running',
  { timeout: 240_000 },
  async () => {
    const { site, library } = await newSite();
    const paths = await makeMutants(library);
    expect(paths.length).toBeGreaterThan(200);
    const indexer = site.start();
    await site.untilRead(paths.length, 200_000);
    expect(await indexer.end()).toBe(0);
    expect(await indexer.leftovers()).toEqual([]);
    const rows = await site.catalogue
      .selectFrom('files')
      .select(['path', 'state', 'error'])
      .execute();
    expect(rows).toHaveLength(paths.length);
    for (const { path, state, error } of rows) {
      if (state === 'failed') expect(error).toContain(path);
      else expect({ path, state, error }).toEqual({ path, state: 'ready', error: null });
    }
    // Damage that no reader minds is no proof of anything, and neither is damage that kills all.
    const failed = rows.filter(({ state }) => state === 'failed').length;
    expect(failed).toBeGreaterThan(20);
    expect(rows.length - failed).toBeGreaterThan(20);
  },
);

test('text that points elsewhere is refused, and nobody goes where it points', async () => {
  const { site, library } = await newSite();
  const lure = await setLures(library);
  const texts: Readonly<Record<string, string>> = {
    'concat.mp4': `ffconcat version 1.0\nfile '${lure.pipe}'\n`,
    'concat with a mark.mkv': `\ufeffffconcat version 1.0\nfile '${lure.pipe}'\n`,
    'concat of a server.avi': `ffconcat version 1.0\nfile '${lure.url}'\n`,
    'playlist.ts': `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${lure.url}\n`,
    'playlist of a pipe.ts': `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${lure.pipe}\n`,
    'windows lines.mp4': `#EXTM3U\r\n#EXT-X-TARGETDURATION:1\r\n#EXTINF:1,\r\n${lure.url}\r\n`,
    'blank lines.avi': `\n\n\n#EXTM3U\n#EXTINF:1,\n${lure.url}\n`,
    'plain list.flv': `${lure.url}\n`,
    'dash.mp4': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet><Representation id="1"><BaseURL>${lure.url}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    'session.mov': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n`,
    'hidden.m2ts': `\0\n#EXTM3U\n#EXTINF:1,\n${lure.url}\n`,
    'hidden.vob': `\0ffconcat version 1.0\nfile '${lure.pipe}'\n`,
  };
  for (const [name, text] of Object.entries(texts))
    await putFile(join(library, name), Buffer.from(text));
  const indexer = site.start();
  await site.untilRead(Object.keys(texts).length);
  await indexer.end();
  expect(await site.fileStates()).toEqual({ failed: Object.keys(texts).length });
  expect(lure.visits()).toEqual([]);
});

async function newSite() {
  const folder = await temporaryFolder();
  const library = join(folder, 'library');
  await runProcess('mkdir', [library]);
  const site = await IndexerSite.open({ dataDir: join(folder, 'data'), library });
  onTestFinished(() => site.close());
  return { site, library };
}

async function makeMutants(library: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const below = repeatableNumbers(20);
  for (const [index, [ending, options]] of sources.entries()) {
    const original = join(library, `${index} whole.${ending}`);
    await makeClip(original, options);
    const whole = await readFile(original);
    const mutants = [
      ...CUTS.map((part) => whole.subarray(0, Math.ceil(whole.length * part))),
      ...Array.from({ length: FLIPPED }, () => withWrongBits(whole, below)),
    ];
    paths.push(original);
    for (const [number, mutant] of mutants.entries()) {
      const path = join(library, `${index} mutant ${number}.${ending}`);
      await writeFile(path, mutant);
      paths.push(path);
    }
  }
  return paths;
}

/** A server and a pipe that note who comes. The pipe lies in the library, where a playlist could reach it. */
async function setLures(library: string) {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const pipe = join(library, 'pipe');
  await runProcess('mkfifo', [pipe]);
  let isOver = false;
  // Opening a pipe for writing ends when somebody opens it for reading.
  const opening = open(pipe, 'w').then(async (handle) => {
    if (!isOver) visits.push(pipe);
    await handle.close();
  });
  onTestFinished(async () => {
    server.close();
    isOver = true;
    const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    await opening;
    await reader.close();
  });
  return { url: `http://127.0.0.1:${port}/lure.ts`, pipe, visits: () => visits };
}
