// How a file from the library is named to ffmpeg.

/** The input's name: the prefix keeps a colon in a name from being read as a protocol. */
export function inputName(path: string): string {
  return `file:${path}`;
}
