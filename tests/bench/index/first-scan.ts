// The first scan of a library of real files, to the end: everything can be searched.

import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { createIdentifier } from '../../../indexer/identify/identifier.ts';
import { createProbe } from '../../../indexer/probe/create-probe.ts';
import { walkLibrary } from '../../../indexer/scan/walk.ts';
import { makeClip } from '../../support/clips.ts';
import { freeBox } from '../../support/distinct-clips.ts';
import { IndexerSite } from '../../support/indexer-site.ts';
import { startMeilisearch } from '../../support/meilisearch-server.ts';
import { atMost, type BenchRow, measured } from '../report.ts';
import { childrenOf, peakMemoryMb } from './process-memory.ts';
import { forEachAtOnce } from '../side-by-side.ts';

const FILES = 10_000;
const CONCURRENCY = 4;
const TIMEOUT_MS = 600_000;
const LONG_AGO_S = 1_600_000_000;

const bases = {
  'one.mp4': { audioCodec: 'aac' },
  'two.mkv': { audioCodec: 'aac' },
  'three.webm': { videoCodec: 'vp9', audioCodec: 'opus' },
  'four.mov': { audioCodec: 'aac' },
} as const;

/** Each stage on its own, then the indexer program. */
export async function benchFirstScan(folder: string): Promise<readonly BenchRow[]> {
  const library = join(folder, 'library');
  const paths = await makeFiles(folder, library);
  return [...(await benchStages(library, paths)), ...(await benchProgram(folder, library))];
}

async function benchStages(library: string, paths: readonly string[]): Promise<BenchRow[]> {
  const identifier = createIdentifier();
  const prober = createProbe({ ffprobePath: 'ffprobe' });
  const extensions = Object.keys(bases).map((name) => extname(name));
  const walk = async () => {
    await Array.fromAsync(walkLibrary(library, { extensions, exclude: [] }));
  };
  const rows = [
    await rateOf('walk', walk),
    await rateOf('identify', () =>
      forEachAtOnce(paths, CONCURRENCY, (path) => identifier.identify(path)),
    ),
    await rateOf('probe', () => forEachAtOnce(paths, CONCURRENCY, (path) => prober.probe(path))),
  ];
  await Promise.all([identifier.close(), prober.close()]);
  return rows;
}

async function rateOf(stage: string, work: () => Promise<void>): Promise<BenchRow> {
  const startedMs = performance.now();
  await work();
  const value = (FILES / (performance.now() - startedMs)) * 1000;
  return measured({ work: `first scan, ${stage} alone`, value, unit: 'files/s' });
}

async function benchProgram(folder: string, library: string): Promise<BenchRow[]> {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const meilisearch = await startMeilisearch(dataDir);
  const site = await IndexerSite.open({ dataDir, library, meilisearch });
  try {
    const startedMs = performance.now();
    const elapsedS = () => (performance.now() - startedMs) / 1000;
    const indexer = site.start();
    await site.untilRead(FILES, TIMEOUT_MS);
    const readS = elapsedS();
    await site.untilPublished(TIMEOUT_MS);
    const searchableS = elapsedS();
    const [prober] = childrenOf(indexer.pid);
    const of = `first scan, ${FILES} files`;
    return [
      measured({ work: `${of}, until stored`, value: FILES / readS, unit: 'files/s' }),
      atMost(90, { work: `${of}, until searchable`, value: searchableS, unit: 's' }),
      atMost(300, { work: `${of}, peak memory`, value: peakMemoryMb(indexer.pid), unit: 'MB' }),
      measured({
        work: `${of}, peak memory of the process that probes`,
        value: prober === undefined ? 0 : peakMemoryMb(prober),
        unit: 'MB',
      }),
    ];
  } finally {
    await site.close();
    await meilisearch.kill();
  }
}

/** Every file has a content of its own, from one of four clips; 100 lie in a folder. */
async function makeFiles(folder: string, library: string): Promise<readonly string[]> {
  const clips: { readonly ending: string; readonly content: Buffer }[] = [];
  for (const [name, options] of Object.entries(bases)) {
    await makeClip(join(folder, name), { ...options, width: 160, height: 90, durationS: 2 });
    clips.push({ ending: extname(name), content: readFileSync(join(folder, name)) });
  }
  return Array.from({ length: FILES }, (_, number) => {
    const shelf = join(library, `shelf ${Math.floor(number / 100)}`);
    if (number % 100 === 0) mkdirSync(shelf, { recursive: true });
    const { ending, content } = clips[number % clips.length] ?? {
      ending: '',
      content: Buffer.of(),
    };
    const path = join(shelf, `Jane Doe - [Acme] [2019] A film of number ${number} #tag${ending}`);
    const isMatroska = ending === '.mkv' || ending === '.webm';
    writeFileSync(
      path,
      Buffer.concat([content, isMatroska ? voidElement(number) : freeBox(number)]),
    );
    utimesSync(path, LONG_AGO_S, LONG_AGO_S);
    return path;
  });
}

/** An element that players skip: https://www.rfc-editor.org/rfc/rfc8794#name-void-element. */
function voidElement(number: number): Buffer {
  const element = Buffer.alloc(10);
  element.writeUInt16BE(0xec88, 0);
  element.writeUInt32BE(number, 2);
  return element;
}
