// A playlist of one video, which every other player opens: the way out of a browser that cannot play it. Pure.

interface PlaylistEntry {
  readonly title: string;
  /** Null when it is not known. */
  readonly durationS: number | null;
  /** Absolute. */
  readonly url: string;
}

/** The text of an extended M3U file. https://datatracker.ietf.org/doc/html/rfc8216#section-4.3 */
export function playlistOf({ title, durationS, url }: PlaylistEntry): string {
  const duration = durationS === null ? -1 : Math.round(durationS);
  // A line break would begin a new entry.
  const oneLine = title.replaceAll(/[\r\n]+/g, ' ');
  return `#EXTM3U\n#EXTINF:${duration},${oneLine}\n${url}\n`;
}

/** A file name for the playlist, without what file systems refuse. */
export function playlistName(title: string): string {
  const name = title.replaceAll(/[\p{Cc}<>:"/\\|?*\s]+/gu, ' ').trim();
  return `${name === '' ? 'video' : name.slice(0, 120)}.m3u8`;
}
