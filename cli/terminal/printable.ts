// Makes text from disks fit for a terminal.

/** Names are anybody's: one with a line break or an escape sequence is quoted as in JSON. */
export function printable(text: string): string {
  return /\p{Cc}/u.test(text) ? JSON.stringify(text) : text;
}
