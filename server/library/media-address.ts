// Addresses of preview files. Pure.

import type { Preview, PreviewFile } from '../../core/catalogue/preview-store.ts';
import type { Poster } from '../../core/contract/video.ts';

/** The address of a preview file; it changes when the preview is made again, so that it may be cached for ever. */
export function mediaAddress(preview: Preview, file: PreviewFile): string {
  return `/media/${file.path}?v=${preview.updatedMs.toString(36)}`;
}

/** The pictures or clips of a preview as last made, the smallest first; none where there is no preview. */
export function sizedAddresses(preview: Preview | undefined): readonly Poster[] {
  if (preview === undefined) return [];
  return preview.files
    .flatMap((file) => {
      const { width, height } = file;
      return width === null || height === null
        ? []
        : [{ url: mediaAddress(preview, file), width, height }];
    })
    .toSorted((a, b) => a.width - b.width);
}
