// Whether previews can be made now: ffmpeg is there and the disk has room. Tells a person when not.

import { statfs } from 'node:fs/promises';
import type { Warning } from '../../core/contract/dashboard.ts';
import { AppError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import {
  readFfmpegTools,
  type FfmpegSettings,
  type FfmpegTools,
} from '../../core/media/ffmpeg-tools.ts';

/** Room for a few previews in the making; the catalogue on the same disk must never run out of it. */
const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/** What the check needs. */
export interface ReadinessOptions {
  readonly settings: FfmpegSettings;
  /** An existing folder on the disk that previews are written to. */
  readonly dataDir: string;
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
  #nextLookMs = 0;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** The tools when previews can be made now. */
  async readTools(): Promise<FfmpegTools | undefined> {
    if (!(await this.#hasRoom())) return undefined;
    if (this.#tools === undefined && Date.now() >= this.#nextLookMs) await this.#look();
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
      const { version, canToneMap, threads } = this.#tools;
      if (version !== this.#knownVersion)
        log.info({ version, canToneMap, threads }, 'ffmpeg found');
      this.#knownVersion = version;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#nextLookMs = Date.now() + recheckMs;
      this.#warn(error.code, error.message);
    }
  }

  async #hasRoom(): Promise<boolean> {
    const { dataDir, warnings } = this.#options;
    const { bavail, bsize } = await statfs(dataDir);
    if (bavail * bsize >= LEAST_FREE_BYTES) {
      warnings.delete('disk_full');
      return true;
    }
    const freeMb = Math.floor((bavail * bsize) / 1024 / 1024);
    this.#warn(
      'disk_full',
      `No previews are made: the disk of ${dataDir} has ${freeMb} MB left and ${LEAST_FREE_BYTES / 1024 / 1024} MB are needed. Free some space, or choose another data folder with --data.`,
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
