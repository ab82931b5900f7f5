// What the similarity model costs: `node tests/bench/similarity.bench.ts`.

import { SimilarityExplainer } from '../../core/similarity/explain-similarity.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { modelSizeBytes } from '../../core/similarity/model.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { Ranking } from '../../core/similarity/ranking.ts';
import { similarPeople } from '../../core/similarity/similar-people.ts';
import { similarVideos } from '../../core/similarity/similar-videos.ts';
import { countTerms } from '../../core/similarity/tokenizer.ts';
import { tasteOf } from '../../core/similarity/taste.ts';
import { vectorOfQuery, type Vector } from '../../core/similarity/vector.ts';
import { madeUpTerms } from './made-up-terms.ts';
import { makeUpVideos } from './made-up-videos.ts';
import { atMost, measured, percentile, printBenchReport } from './report.ts';
import type { BenchRow } from './report.ts';

/** Rows are made up and added in batches, and only those that are asked about are kept. */
const BATCH = 10_000;

const TOKENIZED = 5000;

interface Row {
  readonly hash: string;
  readonly terms: string;
  readonly people: { readonly performers: readonly string[]; readonly studio: string | undefined };
}

/**
 * The processor time of long work on this thread, in milliseconds, and what it gives. It is all
 * computing: on an idle machine the clock says the same, on a busy one it would tell of other programs.
 */
function timed<T>(work: () => T): { readonly tookMs: number; readonly result: T } {
  const start = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(start);
  return { tookMs: (user + system) / 1000, result };
}

/**
 * How long short work takes in milliseconds: the quickest of five runs, as other programs can only
 * add to it. Processor time is counted in steps of up to 4 ms, too coarse for this.
 */
function quickestMs(work: () => unknown): number {
  const runs = Array.from({ length: 5 }, () => {
    const startMs = performance.now();
    work();
    return performance.now() - startMs;
  });
  return Math.min(...runs);
}

/** The rows that a catalogue would hold. */
function* makeRows(count: number): Generator<Row> {
  for (const video of makeUpVideos(count))
    yield {
      hash: video.hash,
      terms: madeUpTerms(video),
      people: { performers: video.performers, studio: video.studio },
    };
}

/** The next batch; empty at the end. */
function nextRows(rows: Generator<Row>): Row[] {
  const batch: Row[] = [];
  while (batch.length < BATCH) {
    const next = rows.next();
    if (next.done === true) break;
    batch.push(next.value);
  }
  return batch;
}

interface Built {
  readonly model: SimilarityModel;
  /** About as many as there are queries, spread over all. */
  readonly asked: readonly Row[];
  readonly buildMs: number;
}

function build(count: number, queries: number): Built {
  const builder = new SimilarityModelBuilder();
  const rows = makeRows(count);
  const step = Math.max(1, Math.floor(count / queries));
  const asked: Row[] = [];
  let buildMs = 0;
  for (let start = 0; start < count; start += BATCH) {
    const made = nextRows(rows);
    const { tookMs } = timed(() => {
      for (const { hash, terms, people } of made) builder.add(hash, terms, people);
    });
    asked.push(...made.filter((_, index) => (start + index) % step === 0));
    buildMs += tookMs;
  }
  const { tookMs, result: model } = timed(() => builder.build());
  return { model, asked, buildMs: buildMs + tookMs };
}

/** Milliseconds for each row, after a few to warm up. */
function sample(rows: readonly Row[], query: (row: Row) => unknown): number[] {
  for (const row of rows.slice(0, 20)) query(row);
  return rows.map((row) => quickestMs(() => query(row)));
}

/** The taste of somebody who watched all rows, and one of them just now. */
function tasteLike(model: SimilarityModel, rows: readonly Row[], latest: Row): Vector {
  const likings = rows.map(({ hash }) => ({ hash, strength: hash === latest.hash ? 1 : 0.5 }));
  return tasteOf(model, likings);
}

function similarTimes(model: SimilarityModel, rows: readonly Row[]): number[] {
  return sample(rows, ({ hash }) => similarVideos(model, hash, { candidates: 200 }));
}

/** Of a few, as some take twenty times as long as similar videos. */
function otherTimes(model: SimilarityModel, asked: readonly Row[]) {
  const rows = asked.filter((_, index) => index % 6 === 0);
  const page = (hash: string) => similarVideos(model, hash, { candidates: 20 });
  return {
    reasons: sample(rows, (row) => {
      const vector = vectorOfQuery(model, row.hash) ?? new Map<number, number>();
      const explainer = new SimilarityExplainer(model, vector);
      return page(row.hash).map(({ hash }) => explainer.explain(hash, { limit: 5 }));
    }),
    performers: sample(rows, ({ people }) =>
      similarPeople(model, { kind: 'performer', name: people.performers[0] ?? '', limit: 50 }),
    ),
    studios: sample(rows, ({ people }) =>
      similarPeople(model, { kind: 'studio', name: people.studio ?? '', limit: 50 }),
    ),
    taste: sample(rows, (row) => new Ranking(model, tasteLike(model, rows, row)).first(400)),
  };
}

/** What is promised at a size, in milliseconds. */
interface Size {
  readonly count: number;
  readonly queries: number;
  readonly similarMs: number;
  /** Absent without a promise: then nothing but similar videos is asked for, for the rest would take minutes. */
  readonly buildMs?: number;
}

const sizes: readonly Size[] = [
  { count: 1_000, queries: 300, similarMs: 10, buildMs: 2000 },
  { count: 10_000, queries: 300, similarMs: 10, buildMs: 2000 },
  { count: 100_000, queries: 300, similarMs: 10, buildMs: 2000 },
  { count: 1_000_000, queries: 100, similarMs: 40 },
];

interface Result {
  readonly size: Size;
  readonly buildMs: number;
  readonly bytesPerVideo: number;
  readonly similar: readonly number[];
  readonly others: ReturnType<typeof otherTimes> | undefined;
}

function runAt(size: Size): Result {
  const { count, queries } = size;
  const { model, asked, buildMs } = build(count, queries);
  const bytesPerVideo = modelSizeBytes(model) / count;
  const similar = similarTimes(model, asked);
  const others = size.buildMs === undefined ? undefined : otherTimes(model, asked);
  return { size, buildMs, bytesPerVideo, similar, others };
}

function rowsOf({ size, buildMs, bytesPerVideo, similar, others }: Result): BenchRow[] {
  const videos = `${size.count} videos`;
  const ms = (work: string, value: number) => ({ work: `${work}, ${videos}`, value, unit: 'ms' });
  const p95 = (work: string, times: readonly number[] | undefined) =>
    times === undefined ? [] : [measured(ms(`${work}, p95`, percentile(times, 0.95)))];
  return [
    size.buildMs === undefined
      ? measured(ms('build, processor time', buildMs))
      : atMost(size.buildMs, ms('build, processor time', buildMs)),
    atMost(400, { work: `model size a video, ${videos}`, value: bytesPerVideo, unit: 'bytes' }),
    measured(ms('200 similar videos, p50', percentile(similar, 0.5))),
    atMost(size.similarMs, ms('200 similar videos, p95', percentile(similar, 0.95))),
    ...p95('20 similar videos with reasons', others?.reasons),
    ...p95('50 similar performers', others?.performers),
    ...p95('50 similar studios', others?.studios),
    ...p95('400 videos for the taste of a history', others?.taste),
  ];
}

/** The processor time that the tokenizer takes for a video, in milliseconds. */
function tokenizeMs(): number {
  const videos = [...makeUpVideos(TOKENIZED)];
  for (const video of videos) countTerms(video);
  const { tookMs } = timed(() => {
    for (const video of videos) countTerms(video);
  });
  return tookMs / TOKENIZED;
}

const results = sizes.map(runAt);
const [medium, large] = results.slice(1, 3).map(({ similar }) => percentile(similar, 0.95));
printBenchReport('similarity', [
  measured({ work: 'tokenize a video, processor time', value: tokenizeMs(), unit: 'ms' }),
  ...results.flatMap(rowsOf),
  // Exact search is linear in the library; a little more than ten times allows for caches.
  atMost(15, {
    work: 'p95 at 100000 videos over p95 at 10000',
    value: (large ?? Number.NaN) / (medium ?? Number.NaN),
    unit: 'times',
  }),
]);
