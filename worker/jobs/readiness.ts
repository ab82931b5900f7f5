// Whether previews can be made now: ffmpeg is there, and their folder can be written and has room. Tells a person when not.

import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import type { Warning } from '../../core/contract/dashboard.ts';
import { AppError, systemErrorCode } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import {
  readFfmpegTools,
  type FfmpegSettings,
  type FfmpegTools,
} from '../../core/media/ffmpeg-tools.ts';
import { x264Remedy } from '../../core/media/x264.ts';

/** Room for a few previews in the making; the catalogue, mostly on the same disk, must never run out of it. */
const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/** What the check needs. */
export interface ReadinessOptions {
  readonly settings: FfmpegSettings;
  /** Where previews are written to; made when it is not there. */
  readonly previewsDir: string;
  /** Shown on the dashboard. */
  readonly warnings: Map<Warning['code'], Warning>;
  readonly log: Log;
  /** Time between looks for an ffmpeg that is missing. @default 60000 */
  readonly recheckMs?: number;
}

/** Looks for ffmpeg once it is found no more, and for room every time. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #tools: FfmpegTools | undefined;
  #knownVersion: string | undefined;
  /** By the clock that nobody sets, as all times here. */
  #nextLookMs = 0;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** The tools when previews can be made now. */
  async readTools(): Promise<FfmpegTools | undefined> {
    if (!(await this.#canWrite()) || !(await this.#hasRoom())) return undefined;
    if (this.#tools === undefined && performance.now() >= this.#nextLookMs) await this.#look();
    return this.#tools;
  }

  /** The same, but looks again first: for when something failed. */
  async recheckTools(): Promise<FfmpegTools | undefined> {
    this.#tools = undefined;
    this.#nextLookMs = 0;
    return await this.readTools();
  }

  async #look(): Promise<void> {
    const { settings, warnings, log, recheckMs = 60_000 } = this.#options;
    try {
      this.#tools = await readFfmpegTools(settings);
      warnings.delete('ffmpeg_missing');
      const { version, canToneMap, hasX264, threads } = this.#tools;
      if (version !== this.#knownVersion)
        log.info({ version, canToneMap, hasX264, threads }, 'ffmpeg found');
      if (hasX264) warnings.delete('no_x264');
      else this.#warn('no_x264', `No teasers are made: ffmpeg has no libx264. ${x264Remedy}`);
      this.#knownVersion = version;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#nextLookMs = performance.now() + recheckMs;
      this.#warn(error.code, error.message);
    }
  }

  /** A disk that went read-only, or is not plugged in, is not the fault of the videos that are queued. */
  async #canWrite(): Promise<boolean> {
    const { previewsDir, warnings } = this.#options;
    try {
      await mkdir(previewsDir, { recursive: true });
      await access(previewsDir, constants.W_OK);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      this.#warn(
        'previews_unwritable',
        `No previews are made: ${previewsDir} cannot be written (${code}). Let the user that Reeldex runs as write this folder, and see whether its disk is there and mounted for writing.`,
      );
      return false;
    }
    warnings.delete('previews_unwritable');
    return true;
  }

  async #hasRoom(): Promise<boolean> {
    const { previewsDir, warnings } = this.#options;
    const { bavail, bsize } = await statfs(previewsDir);
    if (bavail * bsize >= LEAST_FREE_BYTES) {
      warnings.delete('disk_full');
      return true;
    }
    const freeMb = Math.floor((bavail * bsize) / 1024 / 1024);
    this.#warn(
      'disk_full',
      `No previews are made: the disk of ${previewsDir} has ${freeMb} MB left and ${LEAST_FREE_BYTES / 1024 / 1024} MB are needed. Free some space, or choose another data folder with --data.`,
    );
    return false;
  }

  /** Logged once, shown for as long as it lasts. */
  #warn(code: string, message: string): void {
    const { warnings, log } = this.#options;
    if (warnings.get(code)?.message !== message) log.warn({ code }, message);
    warnings.set(code, { code, message });
  }
}
