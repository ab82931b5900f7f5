// What the similarity model costs: `node tests/bench/similarity.bench.ts`.

import { explainSimilarity } from '../../core/similarity/explain-similarity.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { modelSizeBytes } from '../../core/similarity/model.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { Ranking } from '../../core/similarity/ranking.ts';
import { similarPeople } from '../../core/similarity/similar-people.ts';
import { similarVideos } from '../../core/similarity/similar-videos.ts';
import { serializeTermCounts } from '../../core/similarity/term-counts.ts';
import { countTerms } from '../../core/similarity/tokenizer.ts';
import { tasteOf } from '../../core/similarity/taste.ts';
import { vectorOfQuery, type Vector } from '../../core/similarity/vector.ts';
import { makeUpVideos } from './made-up-videos.ts';
import { atMost, measured, percentile, printBenchReport } from './report.ts';
import type { BenchRow } from './report.ts';

/** Rows are made up, tokenized and added in batches, and only those that are asked about are kept. */
const BATCH = 10_000;

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
      terms: serializeTermCounts(countTerms(video)),
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
  readonly tokenizeMs: number;
  readonly buildMs: number;
}

function build(count: number, queries: number): Built {
  const builder = new SimilarityModelBuilder();
  const rows = makeRows(count);
  const step = Math.max(1, Math.floor(count / queries));
  const asked: Row[] = [];
  let [tokenizeMs, buildMs] = [0, 0];
  for (let start = 0; start < count; start += BATCH) {
    const made = timed(() => nextRows(rows));
    const added = timed(() => {
      for (const { hash, terms, people } of made.result) builder.add(hash, terms, people);
    });
    asked.push(...made.result.filter((_, index) => (start + index) % step === 0));
    tokenizeMs += made.tookMs;
    buildMs += added.tookMs;
  }
  const { tookMs, result: model } = timed(() => builder.build());
  return { model, asked, tokenizeMs, buildMs: buildMs + tookMs };
}

/** Milliseconds for each row, after a few to warm up. */
function sample(rows: readonly Row[], query: (row: Row) => unknown): number[] {
  for (const row of rows.slice(0, 50)) query(row);
  return rows.map((row) => quickestMs(() => query(row)));
}

/** The taste of somebody who watched all rows, and one of them just now. */
function tasteLike(model: SimilarityModel, rows: readonly Row[], latest: Row): Vector {
  const likings = rows.map(({ hash }) => ({ hash, strength: hash === latest.hash ? 1 : 0.5 }));
  return tasteOf(model, likings);
}

function queryTimes(model: SimilarityModel, rows: readonly Row[]) {
  const page = (hash: string) => similarVideos(model, hash, { candidates: 20 });
  return {
    videos: sample(rows, ({ hash }) => similarVideos(model, hash, { candidates: 200 })),
    reasons: sample(rows, (row) => {
      const vector = vectorOfQuery(model, row.hash) ?? new Map<number, number>();
      return page(row.hash).map(({ hash }) =>
        explainSimilarity(model, { vector, hash }, { limit: 5 }),
      );
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
  /** Absent without a promise. */
  readonly buildMs?: number;
}

const sizes: readonly Size[] = [
  { count: 1_000, queries: 300, similarMs: 10, buildMs: 2000 },
  { count: 10_000, queries: 300, similarMs: 10, buildMs: 2000 },
  { count: 100_000, queries: 300, similarMs: 10, buildMs: 2000 },
  { count: 1_000_000, queries: 30, similarMs: 40 },
];

interface Result {
  readonly size: Size;
  readonly tokenizeMs: number;
  readonly buildMs: number;
  readonly bytesPerVideo: number;
  readonly times: ReturnType<typeof queryTimes>;
}

function runAt(size: Size): Result {
  const { count, queries } = size;
  const { model, asked, tokenizeMs, buildMs } = build(count, queries);
  const bytesPerVideo = modelSizeBytes(model) / count;
  return { size, tokenizeMs, buildMs, bytesPerVideo, times: queryTimes(model, asked) };
}

function rowsOf({ size, tokenizeMs, buildMs, bytesPerVideo, times }: Result): BenchRow[] {
  const videos = `${size.count} videos`;
  const ms = (work: string, value: number) => ({ work: `${work}, ${videos}`, value, unit: 'ms' });
  return [
    measured(ms('make up and tokenize, processor time', tokenizeMs)),
    size.buildMs === undefined
      ? measured(ms('build, processor time', buildMs))
      : atMost(size.buildMs, ms('build, processor time', buildMs)),
    atMost(400, { work: `model size a video, ${videos}`, value: bytesPerVideo, unit: 'bytes' }),
    measured(ms('200 similar videos, p50', percentile(times.videos, 0.5))),
    atMost(size.similarMs, ms('200 similar videos, p95', percentile(times.videos, 0.95))),
    measured(ms('20 similar videos with reasons, p95', percentile(times.reasons, 0.95))),
    measured(ms('50 similar performers, p95', percentile(times.performers, 0.95))),
    measured(ms('50 similar studios, p95', percentile(times.studios, 0.95))),
    measured(ms('400 videos for the taste of a history, p95', percentile(times.taste, 0.95))),
  ];
}

const results = sizes.map(runAt);
const [medium, large] = results.slice(1, 3).map(({ times }) => percentile(times.videos, 0.95));
printBenchReport('similarity', [
  ...results.flatMap(rowsOf),
  // Exact search is linear in the library; a little more than ten times allows for caches.
  atMost(15, {
    work: 'p95 at 100000 videos over p95 at 10000',
    value: (large ?? Number.NaN) / (medium ?? Number.NaN),
    unit: 'times',
  }),
]);
