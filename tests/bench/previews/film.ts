// The film of the previews bench: ten minutes of moving, noisy pictures, made once and kept in the temporary folder.

import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../../../core/run-process.ts';

/** Seconds. */
export const FILM_S = 600;
const PART_S = 60;

/** Seconds from each keyframe to the next, as encoders set them: between two and ten. They fill one part. */
const KEYFRAME_GAPS_S = [2, 5, 10, 3, 7, 4, 9, 6, 8, 6];

/** 1080p at 5 Mbit/s, High profile with B-frames: what films are published as. Takes a minute or two the first time. */
export async function makeFilm(): Promise<string> {
  const film = join(tmpdir(), 'reeldex-bench-film-1.mp4');
  if (await exists(film)) return film;
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-bench-'));
  try {
    const part = join(folder, 'part.mp4');
    await runProcess('ffmpeg', partArguments(part));
    const whole = join(folder, 'film.mp4');
    const times = String(FILM_S / PART_S - 1);
    await runProcess('ffmpeg', [
      ...['-v', 'error', '-stream_loop', times, '-i', part, '-c', 'copy', whole],
    ]);
    await rename(whole, film);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return film;
}

function partArguments(path: string): readonly string[] {
  const picture = `testsrc2=size=1920x1080:rate=25:duration=${PART_S},noise=alls=6:allf=t`;
  const keyframesS = KEYFRAME_GAPS_S.map((_, index) =>
    KEYFRAME_GAPS_S.slice(0, index).reduce((sum, gapS) => sum + gapS, 0),
  );
  return [
    ...['-v', 'error', '-f', 'lavfi', '-i', picture, '-pix_fmt', 'yuv420p'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '5M', '-maxrate', '8M'],
    ...['-bufsize', '10M', '-g', '9999', '-sc_threshold', '0'],
    ...['-force_key_frames', keyframesS.join(','), path],
  ];
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
