// A run of ffmpeg as data. Building one is pure; running it is the runner's.

/** One `-i` and the options before it. */
export interface FfmpegInput {
  readonly path: string;
  readonly options: readonly string[];
}

/** One file that is written and the options before it. */
export interface FfmpegOutput {
  readonly path: string;
  readonly options: readonly string[];
}

/** One run: inputs in the order of their numbers, filters that need several of them, outputs. */
export interface FfmpegCommand {
  readonly inputs: readonly FfmpegInput[];
  readonly filterGraph?: string;
  readonly outputs: readonly FfmpegOutput[];
}
