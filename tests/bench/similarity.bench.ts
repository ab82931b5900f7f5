// What the similarity model costs: `node tests/bench/similarity.bench.ts`.

import { explainSimilarity } from '../../core/similarity/explain-similarity.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { modelSizeBytes } from '../../core/similarity/model.ts';
import type { SimilarityModel } from '../../core/similarity/model.ts';
import { similarPeople } from '../../core/similarity/similar-people.ts';
import { similarVideos } from '../../core/similarity/similar-videos.ts';
import { serializeTermCounts } from '../../core/similarity/term-counts.ts';
import { countTerms } from '../../core/similarity/tokenizer.ts';
import { vectorOfQuery } from '../../core/similarity/vector.ts';
import { makeUpVideos } from './made-up-videos.ts';
import { atMost, measured, percentile, printBenchReport } from './report.ts';
import type { BenchRow } from './report.ts';

const QUERIES = 300;

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
function makeRows(count: number): Row[] {
  return Array.from(makeUpVideos(count), (video) => ({
    hash: video.hash,
    terms: serializeTermCounts(countTerms(video)),
    people: { performers: video.performers, studio: video.studio },
  }));
}

function buildModel(rows: readonly Row[]): SimilarityModel {
  const builder = new SimilarityModelBuilder();
  for (const { hash, terms, people } of rows) builder.add(hash, terms, people);
  return builder.build();
}

/** Milliseconds for about `QUERIES` rows, spread over all of them, after a few to warm up. */
function sample(rows: readonly Row[], query: (row: Row) => unknown): number[] {
  const step = Math.max(1, Math.floor(rows.length / QUERIES));
  const asked = rows.filter((_, index) => index % step === 0);
  for (const row of asked.slice(0, 50)) query(row);
  return asked.map((row) => quickestMs(() => query(row)));
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
  };
}

interface Result {
  readonly count: number;
  readonly tokenizeMs: number;
  readonly buildMs: number;
  readonly bytesPerVideo: number;
  readonly times: ReturnType<typeof queryTimes>;
}

function runAt(count: number): Result {
  const { tookMs: tokenizeMs, result: rows } = timed(() => makeRows(count));
  const { tookMs: buildMs, result: model } = timed(() => buildModel(rows));
  const bytesPerVideo = modelSizeBytes(model) / count;
  return { count, tokenizeMs, buildMs, bytesPerVideo, times: queryTimes(model, rows) };
}

function rowsOf({ count, tokenizeMs, buildMs, bytesPerVideo, times }: Result): BenchRow[] {
  const videos = `${count} videos`;
  const ms = (work: string, value: number) => ({ work: `${work}, ${videos}`, value, unit: 'ms' });
  return [
    measured(ms('make up and tokenize, processor time', tokenizeMs)),
    atMost(2000, ms('build, processor time', buildMs)),
    atMost(400, { work: `model size a video, ${videos}`, value: bytesPerVideo, unit: 'bytes' }),
    measured(ms('200 similar videos, p50', percentile(times.videos, 0.5))),
    atMost(10, ms('200 similar videos, p95', percentile(times.videos, 0.95))),
    measured(ms('20 similar videos with reasons, p95', percentile(times.reasons, 0.95))),
    measured(ms('50 similar performers, p95', percentile(times.performers, 0.95))),
    measured(ms('50 similar studios, p95', percentile(times.studios, 0.95))),
  ];
}

const results = [1_000, 10_000, 100_000].map(runAt);
const [medium, large] = results.slice(1).map(({ times }) => percentile(times.videos, 0.95));
printBenchReport('similarity', [
  ...results.flatMap(rowsOf),
  // Exact search is linear in the library; a little more than ten times allows for caches.
  atMost(15, {
    work: 'p95 at 100000 videos over p95 at 10000',
    value: (large ?? Number.NaN) / (medium ?? Number.NaN),
    unit: 'times',
  }),
]);
