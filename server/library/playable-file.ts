// Finds the file that stands for a video: the first copy that is there, in a folder that belongs to the library.

import { access } from 'node:fs/promises';
import { below } from '../../core/catalogue/folder-tree.ts';
import type { LibraryStore } from '../../core/catalogue/library-store.ts';
import type { VideoFileRow } from '../../core/catalogue/video-store.ts';
import type { Video } from '../../core/catalogue/video.ts';
import { NotFoundError } from '../../core/errors.ts';
import { toFsPath } from '../../core/path-bytes.ts';
import type { VisibleVideos } from './visible-videos.ts';

/** Chooses between the copies of a video. */
export class PlayableFiles {
  readonly #visible: VisibleVideos;
  readonly #libraries: LibraryStore;

  constructor(visible: VisibleVideos, libraries: LibraryStore) {
    this.#visible = visible;
    this.#libraries = libraries;
  }

  /** @throws NotFoundError when no copy is there now, for example because a drive is not plugged in. */
  async of(video: Video): Promise<VideoFileRow> {
    const libraries = await this.#libraries.all();
    const roots = new Set(libraries.map((library) => library.path));
    for (const file of await this.#visible.files(video)) {
      if (roots.has(file.root) && isBelow(file) && (await isThere(file.path))) return file;
    }
    throw new NotFoundError('The file of this video is not there now; is its drive plugged in?');
  }
}

function isBelow({ path, root }: VideoFileRow): boolean {
  return path.startsWith(below(root));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(toFsPath(path));
    return true;
  } catch {
    return false;
  }
}
