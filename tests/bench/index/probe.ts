// Probing against one ffprobe process a file.

import { createProbe } from '../../../indexer/probe/create-probe.ts';
import type { Probe } from '../../../indexer/probe/probe.ts';
import { atLeast, type BenchRow, measured } from '../report.ts';
import { findClips, makeBenchClips } from './clips.ts';
import { differences, readReference } from './reference-probe.ts';
import { forEachAtOnce, sideBySide } from '../side-by-side.ts';

const CONCURRENCY = 4;
const ROUNDS = 5;
/** One round of ffprobe takes about as long as this many of ours. */
const REPEATS = 20;
/** A folder with more files than this is measured by some of them. */
const MAX_FILES = 100;

/** Files of `REELDEX_BENCH_MEDIA`, or of our own making. */
export async function benchProbe(folder: string): Promise<readonly BenchRow[]> {
  const media = process.env['REELDEX_BENCH_MEDIA'];
  const all = media === undefined ? await makeBenchClips(folder) : await findClips(media);
  const step = Math.ceil(all.length / MAX_FILES);
  const files = all.filter((_, index) => index % step === 0);
  const prober = createProbe({ ffprobePath: 'ffprobe' });
  const probe = async (path: string) => await prober.probe(path).catch(() => undefined);
  const repeated = Array.from({ length: REPEATS }, () => files).flat();
  const times = await sideBySide(ROUNDS, {
    ours: () => forEachAtOnce(repeated, CONCURRENCY, probe),
    ffprobe: () => forEachAtOnce(files, CONCURRENCY, readReference),
  });
  const agreed = await agreement(files, probe);
  await prober.close();
  const rate = (repeated.length / times.ours) * 1000;
  const reference = (files.length / times.ffprobe) * 1000;
  const of = `${files.length} files, ${CONCURRENCY} at once`;
  return [
    measured({ work: `probe, ${of}`, value: rate, unit: 'files/s' }),
    measured({ work: `one ffprobe process a file, ${of}`, value: reference, unit: 'files/s' }),
    atLeast(20, { work: 'probe, of ffprobe', value: rate / reference, unit: 'times' }),
    atLeast(98, { work: 'probes that agree with ffprobe', value: agreed * 100, unit: '%' }),
  ];
}

/** The part of the files read by both that is the same to both; tells of the others. */
async function agreement(
  files: readonly string[],
  probe: (path: string) => Promise<Probe | undefined>,
): Promise<number> {
  let both = 0;
  let agreed = 0;
  for (const path of files) {
    const reference = await readReference(path);
    const found = await probe(path);
    if (reference === undefined || found === undefined) continue;
    both += 1;
    const otherwise = await differences(path, found, reference);
    if (otherwise.length === 0) agreed += 1;
    else process.stdout.write(`${path}: ffprobe says another ${otherwise.join(', ')}\n`);
  }
  return agreed / both;
}
