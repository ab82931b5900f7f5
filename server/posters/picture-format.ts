// Tells a picture's format by its first bytes, whatever it is called. Pure.

/** A format, by the name of ffmpeg's demuxer of it. */
export type PictureDemuxer = 'jpeg_pipe' | 'png_pipe' | 'gif' | 'webp_pipe' | 'bmp_pipe' | 'mov';

/** The format of a file that begins with these bytes; undefined for all that is no picture, or none that is taken. */
export function pictureDemuxer(bytes: Buffer): PictureDemuxer | undefined {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg_pipe';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png_pipe';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp_pipe';
  // AVIF is a picture in the container of MP4.
  if (text(4, 8) === 'ftyp' && ['avif', 'avis'].includes(text(8, 12))) return 'mov';
  return text(0, 2) === 'BM' ? 'bmp_pipe' : undefined;
}
