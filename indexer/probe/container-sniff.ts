// What the first bytes of a file say: which container it is, or that it is none. Pure.

/** How many bytes are looked at. */
export const SNIFF_BYTES = 4096;

/** The containers that can be read without ffprobe. */
export type SniffedContainer = 'mp4' | 'mov' | '3gp' | 'mkv' | 'webm';

/** `reason` completes the sentence "this file …". */
export type Sniffed =
  | { readonly kind: 'container'; readonly container: SniffedContainer }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'other' };

/** Boxes that an MP4 or QuickTime file may begin with. */
const firstBoxes: ReadonlySet<string> = new Set([
  'ftyp',
  'styp',
  'moov',
  'mdat',
  'wide',
  'free',
  'skip',
  'pnot',
]);

/** Looks at the first {@link SNIFF_BYTES} bytes of a file, or all that it has. */
export function sniffContainer(head: Buffer): Sniffed {
  const box = head.toString('latin1', 4, 8);
  if (firstBoxes.has(box)) return { kind: 'container', container: isobmffKind(box, head) };
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) {
    return { kind: 'container', container: ebmlDocType(head) === 'webm' ? 'webm' : 'mkv' };
  }
  return isText(head) ? { kind: 'refused', reason: textReason(head) } : { kind: 'other' };
}

/** The container's name, where ffprobe's `format` stands for several. */
export function toContainerName(format: string, sniffed: Sniffed): string {
  const seen = sniffed.kind === 'container' ? sniffed.container : undefined;
  switch (format) {
    case 'mov':
      return seen === 'mov' || seen === '3gp' ? seen : 'mp4';
    case 'matroska':
      return seen === 'webm' ? seen : 'mkv';
    default:
      return format;
  }
}

function isobmffKind(box: string, head: Buffer): SniffedContainer {
  // Files from before there was an ftyp box are QuickTime's.
  if (box !== 'ftyp' && box !== 'styp') return 'mov';
  const brand = head.toString('latin1', 8, 12);
  if (brand === 'qt  ') return 'mov';
  return /^3g[2egprs]/.test(brand) ? '3gp' : 'mp4';
}

/** The value of the DocType element (ID 0x4282), https://www.rfc-editor.org/rfc/rfc8794#name-doctype-element. */
function ebmlDocType(head: Buffer): string {
  const at = head.indexOf(Buffer.from([0x42, 0x82]));
  if (at < 0) return '';
  const length = (head[at + 2] ?? 0x80) & 0x7f;
  return head.toString('latin1', at + 3, at + 3 + length).replaceAll('\0', '');
}

/** Every container of videos has control characters near its beginning; text has none but white space. */
function isText(head: Buffer): boolean {
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

const playlist =
  /^(?:ffconcat\b|#EXTM3U|\[playlist\]|v=0\s|<(?:MPD|smil|asx)\b|<\?xml[^]*<(?:MPD|smil)\b)/i;

/** Playlists are worth their own words: ffmpeg would follow one to whatever files it names. */
function textReason(head: Buffer): string {
  const start = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return playlist.test(start)
    ? 'is a playlist that points at other files, not a video'
    : 'is a text file, not a video';
}
