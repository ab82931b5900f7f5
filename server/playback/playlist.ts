// The HLS playlist of a video. Pure.

import type { Segment } from './segment-plan.ts';

/**
 * The media playlist, complete from the start. Addresses are relative to the playlist's own.
 * Source: https://www.rfc-editor.org/rfc/rfc8216#section-4
 *
 * @param query what every address in it ends with, with its `?`
 */
export function writePlaylist(segments: readonly Segment[], query: string): string {
  const longestS = Math.max(...segments.map(({ durationS }) => durationS));
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.round(longestS))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="init.mp4${query}"`,
    ...segments.flatMap(({ durationS }, index) => [
      `#EXTINF:${durationS.toFixed(6)},`,
      `${index}.m4s${query}`,
    ]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}
