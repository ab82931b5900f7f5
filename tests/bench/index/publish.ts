// Publishing a catalogue against posting the same documents straight to Meilisearch.

import { pino } from 'pino';
import { OutboxStore } from '../../../core/catalogue/outbox-store.ts';
import { outgoingChunks } from '../../../indexer/publish/outgoing.ts';
import { publishBehind } from '../../../indexer/publish/publish-behind.ts';
import type { PublishParts } from '../../../indexer/publish/publish-parts.ts';
import { passSize } from '../../../indexer/publish/publish-parts.ts';
import { rebuildIndex } from '../../../indexer/publish/rebuild-index.ts';
import { VideoIndexWriter } from '../../../meili/video-index-writer.ts';
import { startMeilisearch } from '../../support/meilisearch-server.ts';
import { atLeast, type BenchRow, measured } from '../report.ts';
import { openMadeUpCatalogue } from './made-up-catalogue.ts';
import { sideBySide } from '../side-by-side.ts';

const VIDEOS = 100_000;
const ROUNDS = 2;
/** The quickest for whoever has all documents at hand. */
const STRAIGHT_CHUNK = 20_000;

const { signal } = new AbortController();

/** Into an empty index each time: from the outbox, by a rebuild, and straight. */
export async function benchPublish(folder: string): Promise<readonly BenchRow[]> {
  const catalogue = await openMadeUpCatalogue(folder, VIDEOS);
  const server = await startMeilisearch(folder);
  const connection = { url: server.url, apiKey: server.apiKey };
  const index = new VideoIndexWriter(connection, 'bench');
  const outbox = new OutboxStore(catalogue);
  const parts: PublishParts = { catalogue, outbox, index, log: pino({ enabled: false }) };
  const lines = await readLines(outbox);
  const times = await sideBySide(ROUNDS, {
    straight: () => intoEmpty(index, () => postAll(server, lines)),
    outbox: () => intoEmpty(index, () => publishAll(parts)),
    rebuild: () => intoEmpty(index, () => rebuild(parts)),
  });
  await catalogue.destroy();
  await server.kill();
  const rate = (ms: number) => (lines.length / ms) * 1000;
  const of = `${VIDEOS} documents`;
  const row = (work: string, value: number) => ({
    work: `${work}, ${of}`,
    value,
    unit: 'documents/s',
  });
  const ratio = (work: string, ms: number) => ({ work, value: times.straight / ms, unit: 'times' });
  return [
    measured(row('publish what is behind', rate(times.outbox))),
    measured(row('rebuild, with the check at its end', rate(times.rebuild))),
    measured(row('post straight to Meilisearch', rate(times.straight))),
    atLeast(0.6, ratio('publish, rate of posting straight', times.outbox)),
    atLeast(0.6, ratio('rebuild, rate of posting straight', times.rebuild)),
  ];
}

async function readLines(outbox: OutboxStore): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { documents } of outgoingChunks((...page) => outbox.nextPresent(...page)))
    for (const { line } of documents) lines.push(line);
  return lines;
}

async function intoEmpty(index: VideoIndexWriter, fill: () => Promise<void>): Promise<void> {
  await index.drop(signal);
  await index.ensure(signal);
  await fill();
}

async function publishAll(parts: PublishParts): Promise<void> {
  await parts.outbox.markAllBehind();
  for (;;) {
    const behind = await parts.outbox.countBehind();
    if (behind === 0) return;
    await publishBehind(parts, passSize(behind), signal);
  }
}

async function rebuild(parts: PublishParts): Promise<void> {
  const nothing = () => Promise.resolve();
  await rebuildIndex(parts, { signal, betweenChunks: nothing, onProgress: nothing });
}

/** With nothing of ours in between. */
async function postAll(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  lines: readonly string[],
): Promise<void> {
  const authorization = `Bearer ${apiKey}`;
  const headers = { authorization, 'content-type': 'application/x-ndjson' };
  const path = `${url}/indexes/bench/documents?primaryKey=hash`;
  const tasks: number[] = [];
  for (let start = 0; start < lines.length; start += STRAIGHT_CHUNK) {
    const body = lines.slice(start, start + STRAIGHT_CHUNK).join('\n');
    const answer = await fetch(path, { method: 'POST', headers, body });
    tasks.push(((await answer.json()) as { taskUid: number }).taskUid);
  }
  for (const task of tasks) await untilDone(`${url}/tasks/${task}`, authorization);
}

async function untilDone(url: string, authorization: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { headers: { authorization } });
    const { status } = (await answer.json()) as { status: string };
    if (status === 'succeeded') return;
    if (status === 'failed') throw new Error('Meilisearch does not take the documents');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
