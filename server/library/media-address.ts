// Addresses of preview files. Pure.

import type { Preview, PreviewFile } from '../../core/catalogue/preview-store.ts';

/** The address of a preview file; it changes when the preview is made again, so that it may be cached for ever. */
export function mediaAddress(preview: Preview, file: PreviewFile): string {
  return `/media/${file.path}?v=${preview.updatedMs.toString(36)}`;
}

/** The smallest image or clip of a finished preview, or null while there is none. */
export function smallestAddress(preview: Preview | undefined): string | null {
  const [smallest] = (preview?.files ?? [])
    .filter((file) => file.width !== null)
    .sort((a, b) => (a.width ?? 0) - (b.width ?? 0));
  return preview === undefined || smallest === undefined ? null : mediaAddress(preview, smallest);
}
