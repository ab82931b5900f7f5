// A clip of the previews bench, of which previews are made as the worker makes them, without the catalogue.

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreviewKind } from '../../../core/contract/video.ts';
import type { FfmpegTools } from '../../../core/media/ffmpeg-tools.ts';
import { inspectSource } from '../../../core/media/inspect-source.ts';
import { makePreview } from '../../../worker/previews/make-preview.ts';
import type { PreviewTask } from '../../../worker/previews/preview-task.ts';

/** A file, and what works on it. */
export class BenchClip {
  readonly path: string;
  readonly #tools: FfmpegTools;

  constructor(path: string, tools: FfmpegTools) {
    this.path = path;
    this.#tools = tools;
  }

  /** Makes the kinds one after another, from looking at the file to the checked results. */
  async make(...kinds: readonly PreviewKind[]): Promise<void> {
    for (const kind of kinds)
      await inFolder(async (folder) => await makePreview(kind, await this.task(folder)));
  }

  /** What a preview is made with; looks at the file. */
  async task(folder: string): Promise<PreviewTask> {
    const { signal } = new AbortController();
    const tools = this.#tools;
    const { size } = await stat(this.path);
    const source = await inspectSource({ path: this.path, sizeBytes: size }, { tools, signal });
    return { source, folder, namePrefix: 'bench', tools, signal };
  }
}

/** Works in an empty folder, which is removed in the end. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'reeldex-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
