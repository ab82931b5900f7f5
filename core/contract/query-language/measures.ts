// Measures as people type them in a search: lengths of time, sizes, lines of a picture, days. Each reader returns undefined for what is none.

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };

/** `90s`, `20m`, `1h`, `1h30m` in whole seconds; at most 1e7. */
export function readDuration(text: string): number | undefined {
  if (!/^(?:\d{1,6}(?:\.\d{1,3})?(?:s|min|m|h))+$/.test(text)) return undefined;
  let durationS = 0;
  for (const [, amount = '0', unit = ''] of text.matchAll(/([\d.]+)([a-z]+)/g))
    durationS += Number(amount) * (secondsOf[unit] ?? 0);
  return durationS <= 1e7 ? Math.round(durationS) : undefined;
}

const powerOf: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 };

/** `700mb`, `1.5gb`, `2tb` in whole bytes, by powers of 1000 as the site shows sizes, or `2gib` by powers of 1024. */
export function readSize(text: string): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)([kmgt])(i?)b$/.exec(text);
  if (match === null) return undefined;
  const [, amount = '0', unit = '', binary] = match;
  const sizeBytes = Math.round(
    Number(amount) * (binary === 'i' ? 1024 : 1000) ** (powerOf[unit] ?? 0),
  );
  return sizeBytes <= 1e15 ? sizeBytes : undefined;
}

/** `720p`, `4k` or `8k` in lines. */
export function readLines(text: string): number | undefined {
  if (text === '4k') return 2160;
  if (text === '8k') return 4320;
  const lines = /^(\d{3,4})p$/.exec(text)?.[1];
  return lines === undefined ? undefined : Number(lines);
}

/** The first and the last day, as `YYYY-MM-DD`, of what a person means by a year, a month or a day. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** `2019`, `2019-05`, `2019-05-01`. */
export function readDays(text: string): Days | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const [, year = '', month, day] = match;
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const last = day === undefined ? lastDay(Number(year), month) : first;
  return isDay(first) ? { first, last } : undefined;
}

function lastDay(year: number, month: string | undefined): string {
  // The day before the first of the next month.
  const date = new Date(0);
  date.setUTCFullYear(year, month === undefined ? 12 : Number(month), 0);
  return date.toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
