// Choosing another poster for a video: from its own pictures, from a file, or the automatic one again.

import type { MediaAnswer } from '../../../core/contract/media.ts';
import { pictureBytesMax } from '../../../core/contract/picture-limit.ts';
import type { PosterSource, VideoDetail } from '../../../core/contract/video.ts';
import { resetPoster, setPoster, uploadPoster } from '../../lib/api.ts';
import { formatSize } from '../../lib/format.ts';
import { toast } from '../../lib/toast.ts';
import { Action } from '../../state/action.svelte.ts';

/** Made once for a player. */
export class PosterChooser {
  /** The poster as it is now, in its largest size. */
  url = $state<string | undefined>();
  source = $state<PosterSource>('automatic');
  isOpen = $state(false);
  readonly action = new Action();
  readonly #hash: string;

  constructor({ hash, posters, posterSource }: VideoDetail) {
    this.#hash = hash;
    this.url = posters.at(-1)?.url;
    this.source = posterSource;
  }

  async useFrame(timeS: number): Promise<void> {
    await this.#choose('frame', () => setPoster(this.#hash, timeS));
  }

  async useFile(file: Blob): Promise<void> {
    await this.#choose('upload', async () => {
      if (file.size > pictureBytesMax)
        throw new Error(
          `It has ${formatSize(file.size)}, and ${formatSize(pictureBytesMax)} are taken.`,
        );
      return await uploadPoster(this.#hash, file);
    });
  }

  async useAutomatic(): Promise<void> {
    await this.#choose('automatic', () => resetPoster(this.#hash));
  }

  async #choose(source: PosterSource, ask: () => Promise<MediaAnswer>): Promise<void> {
    await this.action.run('The poster was not changed.', async () => {
      const { state, urls, error } = await ask();
      this.source = source;
      if (state === 'failed') throw new Error(error ?? 'It could not be made.');
      this.url = urls.at(-1) ?? this.url;
      this.isOpen = false;
      if (state === 'ready') toast.success('The poster was changed.');
      else toast.success('The poster will be changed.', { description: 'It is being made.' });
    });
  }
}
