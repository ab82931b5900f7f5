// Hands a video over to another player on this device: saves a playlist with its address, which players open.

import type { VideoDetail } from '../../../core/contract/video.ts';
import { playlistName, playlistOf } from './playlist-file.ts';

export function openInOtherPlayer(
  video: Pick<VideoDetail, 'title' | 'durationS' | 'streamUrl'>,
): void {
  const url = new URL(video.streamUrl, location.href).href;
  const text = playlistOf({ title: video.title, durationS: video.durationS, url });
  const blob = URL.createObjectURL(new Blob([text], { type: 'application/vnd.apple.mpegurl' }));
  const link = document.createElement('a');
  link.href = blob;
  link.download = playlistName(video.title);
  link.click();
  // The download has its own hold on the data once it began; a moment is plenty.
  setTimeout(() => URL.revokeObjectURL(blob), 10_000);
}
