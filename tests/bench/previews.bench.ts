// How fast previews are made, of the duration and against the same made by hand. `REELDEX_BENCH_MEDIA` names a folder of
// clips of which all kinds are made, too.

import { readFfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { findClips } from './index/clips.ts';
import { BenchClip } from './previews/bench-clip.ts';
import { compareFilm } from './previews/compare-film.ts';
import { makeFilm } from './previews/film.ts';
import { measureKinds } from './previews/measure-kinds.ts';
import { atMost, type BenchRow, printBenchReport } from './report.ts';

const programs = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe' };
// As the worker on two cores that makes one preview at a time.
const tools = await readFfmpegTools({ ...programs, concurrency: 1 });

const film = new BenchClip(await makeFilm(), tools);
const kinds = await measureKinds([film], { of: 'the film', rounds: 3 });
const all = atMost(0.1, {
  work: 'all five kinds of the film, of its duration',
  value: kinds.reduce((sum, { value }) => sum + value, 0),
  unit: 'times',
});
const rows: BenchRow[] = [...kinds, all, ...(await compareFilm(film))];

const media = process.env['REELDEX_BENCH_MEDIA'];
if (media !== undefined) {
  const clips = (await findClips(media)).map((path) => new BenchClip(path, tools));
  rows.push(...(await measureKinds(clips, { of: `${clips.length} clips`, rounds: 1 })));
}
printBenchReport('previews', rows);
