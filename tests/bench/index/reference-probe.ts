// ffprobe as anybody would run it, and whether a probe says the same. Shares no code with the indexer's own use of ffprobe.

import { z } from 'zod';
import { runProcess } from '../../../core/run-process.ts';
import type { Probe } from '../../../indexer/probe/probe.ts';

const stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  disposition: z.record(z.string(), z.number()).default({}),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
});
const output = z.object({
  streams: z.array(stream),
  format: z.object({ duration: z.coerce.number().optional() }),
});

/** What ffprobe prints of a file. */
export type Reference = z.infer<typeof output>;

/** A clock, and no rate of frames. */
const MAX_FPS = 250;

/** Runs one ffprobe process; undefined where it cannot read the file. */
export async function readReference(path: string): Promise<Reference | undefined> {
  const show = ['-show_format', '-show_streams', '-show_chapters'];
  const json = await runProcess('ffprobe', ['-v', 'error', ...show, '-of', 'json', path]).catch(
    () => undefined,
  );
  return json && output.parse(JSON.parse(json.toString()));
}

/** What a probe says otherwise: codecs, displayed size, duration (1 % or 0.1 s) and frame rate (1 %). */
export async function differences(
  path: string,
  probe: Probe,
  { streams, format }: Reference,
): Promise<readonly string[]> {
  const picture = streams.find(
    (each) => each.codec_type === 'video' && each.disposition['attached_pic'] !== 1,
  );
  if (picture === undefined) return ['picture'];
  const sounds = streams.filter((each) => each.codec_type === 'audio');
  const sound = sounds.find((each) => each.disposition['default'] === 1) ?? sounds[0];
  const durationS = format.duration ?? 0;
  const isAgreed = {
    videoCodec: probe.videoCodec === picture.codec_name,
    audioCodec: probe.audioCodec === sound?.codec_name,
    size: isSameSize(probe, picture),
    duration: isNear(probe.durationS ?? 0, durationS, Math.max(durationS / 100, 0.1)),
    fps: isSameRate(probe.fps, await readRates(path, picture)),
  };
  return Object.entries(isAgreed).flatMap(([what, isTrue]) => (isTrue ? [] : [what]));
}

/** Where the average that ffprobe takes from the header cannot be, its list of packets says what the rate is. */
async function readRates(
  path: string,
  picture: z.infer<typeof stream>,
): Promise<readonly number[]> {
  const average = ratio(picture.avg_frame_rate) ?? Infinity;
  if (average <= MAX_FPS) return [average, ratio(picture.r_frame_rate) ?? average];
  const show = ['-select_streams', 'V:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  const lines = (await runProcess('ffprobe', ['-v', 'error', ...show, path])).toString();
  const times = lines.split('\n').filter(Boolean).map(Number.parseFloat);
  return [(times.length - 1) / (Math.max(...times) - Math.min(...times))];
}

/** Without a rate that can be, none is right. */
function isSameRate(fps: number | undefined, rates: readonly number[]): boolean {
  const possible = rates.filter((rate) => rate <= MAX_FPS);
  if (possible.length === 0) return fps === undefined;
  return possible.some((rate) => isNear(fps ?? 0, rate, rate / 100));
}

function isSameSize(probe: Probe, picture: z.infer<typeof stream>): boolean {
  const aspect = ratio(picture.sample_aspect_ratio?.replace(':', '/')) ?? 1;
  const turn = picture.side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0;
  const shown = [Math.round((picture.width ?? 0) * aspect), picture.height ?? 0];
  const [width = 0, height = 0] = Math.abs(turn) % 180 === 90 ? shown.toReversed() : shown;
  return isNear(probe.width, width, 1) && isNear(probe.height, height, 1);
}

function isNear(value: number, other: number, tolerance: number): boolean {
  return Math.abs(value - other) <= tolerance;
}

function ratio(text: string | undefined): number | undefined {
  const [over, under] = (text ?? '').split('/').map(Number);
  return over && under ? over / under : undefined;
}
