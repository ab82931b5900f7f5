// Into which segments one video is cut: found out once, kept in the cache, and mended when the video turns out shorter.

import { z } from 'zod';
import type { Conversion } from '../../core/contract/playback.ts';
import { AppError } from '../../core/errors.ts';
import {
  inspectSource,
  readFirstKeyframe,
  readKeyframes,
} from '../../core/media/inspect-source.ts';
import type { FfmpegTools } from '../../core/media/ffmpeg-tools.ts';
import { openablePath } from '../../core/media/openable-path.ts';
import type { VideoSource } from '../../core/media/video-source.ts';
import type { DiskCache } from '../disk-cache.ts';
import {
  endPlanAt,
  placesToCut,
  planAtKeyframes,
  planEvenly,
  type Segment,
} from './segment-plan.ts';

const PLAN_FILE = 'plan.json';

/** Longer segments are more than a viewer should wait for and a server hold; encoding cuts anywhere. */
const LONGEST_COPIED_S = 60;

/** Sound that goes on for longer after the last picture is taken for a mistake of the file: one segment has to hold it. */
const LONGEST_SOUND_ALONE_S = 3600;

/** Times are rounded by containers, in seconds. */
const ROUNDING_S = 0.05;

const storedPlan = z.array(z.object({ startS: z.number(), durationS: z.number() })).min(1);

interface PlannedVideo {
  readonly conversion: Conversion;
  readonly path: string;
  readonly sizeBytes: number;
}

interface VideoPlanParts {
  readonly cache: DiskCache;
  /** Whose the plan is in the cache. */
  readonly owner: string;
  readonly tools: () => Promise<FfmpegTools>;
  /** Ends ffprobe. */
  readonly signal: AbortSignal;
}

/** The plan of one video and one way to convert it. What fails is tried again by the next who asks. */
export class VideoPlan {
  readonly #video: PlannedVideo;
  readonly #parts: VideoPlanParts;
  #segments: Promise<readonly Segment[]> | undefined;
  #source: Promise<VideoSource> | undefined;

  constructor(video: PlannedVideo, parts: VideoPlanParts) {
    this.#video = video;
    this.#parts = parts;
  }

  /**
   * All segments of the video.
   *
   * @throws ProbeError when ffprobe cannot read it.
   * @throws AppError `not_copyable` when its pictures have to be encoded instead.
   */
  async segments(): Promise<readonly Segment[]> {
    this.#segments ??= this.#findSegments();
    this.#segments.catch(() => (this.#segments = undefined));
    return await this.#segments;
  }

  /** What ffprobe says of the video. @throws ProbeError when it cannot read it. */
  async source(): Promise<VideoSource> {
    this.#source ??= this.#inspect();
    this.#source.catch(() => (this.#source = undefined));
    return await this.#source;
  }

  /** Looks again for where the video ends, which is before the start of this segment. */
  async endBefore(index: number): Promise<void> {
    const said = await this.segments();
    this.#source = undefined;
    const { startS, durationS } = await this.source();
    const endS = Math.min(startS + durationS, said[index]?.startS ?? 0);
    const shortened = endPlanAt(said, endS);
    this.#segments = Promise.resolve(shortened);
    await this.#store(shortened);
  }

  async #findSegments(): Promise<readonly Segment[]> {
    const { cache, owner } = this.#parts;
    const stored = parsePlan((await cache.read(owner, PLAN_FILE)) ?? '');
    if (stored !== undefined) return stored;
    const planned = await this.#planSegments();
    await this.#store(planned);
    return planned;
  }

  async #planSegments(): Promise<readonly Segment[]> {
    const source = await this.source();
    const endS = source.startS + source.durationS;
    const { soundEndS = endS } = source;
    const isSoundLonger = soundEndS > endS && soundEndS <= endS + LONGEST_SOUND_ALONE_S;
    const wholeS = isSoundLonger ? soundEndS : endS;
    if (this.#video.conversion === 'transcode') return endPlanAt(planEvenly(endS), wholeS);
    if (!source.hasPictureTimes) throw notCopyable('they do not say when they are shown');
    const options = { tools: await this.#parts.tools(), signal: this.#parts.signal };
    const [keyframesS, firstS = 0] = await Promise.all([
      readKeyframes(source, placesToCut(endS), options),
      readFirstKeyframe(source, options),
    ]);
    if (firstS < -ROUNDING_S)
      throw notCopyable('an edit list cuts off the keyframe that they begin with');
    const planned = endPlanAt(planAtKeyframes(keyframesS, endS), wholeS);
    if (planned.some(({ durationS }) => durationS > LONGEST_COPIED_S))
      throw notCopyable('they cannot be cut where they have no keyframes');
    return planned;
  }

  async #inspect(): Promise<VideoSource> {
    const { cache, owner, tools, signal } = this.#parts;
    const path = await openablePath(this.#video.path, await cache.folderOf(owner));
    const { sizeBytes } = this.#video;
    return await inspectSource({ path, sizeBytes }, { tools: await tools(), signal });
  }

  async #store(segments: readonly Segment[]): Promise<void> {
    await this.#parts.cache.store(this.#parts.owner, PLAN_FILE, JSON.stringify(segments));
  }
}

/** Undefined for what is no plan: what a disk damaged is found out again. */
function parsePlan(text: string): readonly Segment[] | undefined {
  try {
    return storedPlan.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function notCopyable(why: string): AppError {
  return new AppError('not_copyable', `The pictures have to be encoded: ${why}.`);
}
