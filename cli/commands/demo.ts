// `reeldex demo`: a small library of made-up videos, and Reeldex running on it with a data folder of its own.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AppError } from '../../core/errors.ts';
import { demoClips, demoCollections } from '../demo-library/demo-clips.ts';
import { makeClips } from '../demo-library/make-clips.ts';
import { ffmpegRemedy, findFfmpegTools } from '../start/ffmpeg-tools.ts';
import { countOf } from '../terminal/scan-text.ts';
import { start, type StartOptions } from './start.ts';

/** Where the demo keeps everything, below the folder in which it is started. */
export function demoFolder(cwd: string): string {
  return join(cwd, 'demo');
}

/**
 * Makes sure of the settings of the demo, so that its libraries are not mixed with a person's own.
 *
 * @returns the path of the file.
 */
export async function ensureDemoConfig(folder: string): Promise<string> {
  const path = join(folder, 'reeldex.yaml');
  const libraries = demoCollections.map((name) => ({ name, path: join('videos', name) }));
  await mkdir(folder, { recursive: true });
  if (!existsSync(path)) await writeFile(path, stringify({ libraries }));
  return path;
}

/**
 * Makes what is missing of the demo library in `folder` and starts on it; `options` come from the demo's own settings.
 *
 * @throws AppError when ffmpeg is missing or cannot make the clips; otherwise as `start`.
 */
export async function demo(options: StartOptions, folder: string): Promise<void> {
  const { config, terminal } = options;
  const videos = join(folder, 'videos');
  const tools = await findFfmpegTools(config.ffmpeg);
  if (tools.some(({ name, version }) => name === 'ffmpeg' && version === undefined))
    throw new AppError('no_ffmpeg', `The videos of the demo are made by ffmpeg. ${ffmpegRemedy}`);
  await makeClips(demoClips, {
    folder: videos,
    ffmpegPath: config.ffmpeg.ffmpegPath,
    onProgress: (done, total) => {
      if (done === 0) terminal.line(`Making ${countOf(total, 'demo video')} in ${videos} …`);
      terminal.showProgress({ done, total, text: `${done} of ${total} made` });
    },
  });
  terminal.showProgress(undefined);
  await start(options);
}
