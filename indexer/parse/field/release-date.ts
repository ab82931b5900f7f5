// Reads dates and years as people write them into names. Never guesses: what can be two dates is none.

/** A date found inside a text. */
export interface DateReading {
  /** `YYYY-MM-DD`, a day that the calendar has. */
  readonly isoDate: string;
  /** Index of the first character after the date. */
  readonly end: number;
}

const firstYear = 1880;
const lastYear = 2099;

const monthNames =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const month = monthNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|');
const ordinal = '(?:st|nd|rd|th)?';

/** Each spelling is bounded in length, so that reading at every place of a name stays linear. */
const yearFirst =
  /(\d{4})([-._/])(\d{1,2})\2(\d{1,2})(?!\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/y;
const compact = /(\d{4})(\d\d)(\d\d)(?!\d)/y;
const yearLast = /(\d{1,2})([-._/])(\d{1,2})\2(\d{4})(?!\d)/y;
const dayThenMonth = new RegExp(
  `(\\d{1,2})${ordinal}[ .-](${month})[,.]?[ .-](\\d{4})(?!\\d)`,
  'iy',
);
const monthThenDay = new RegExp(`(${month})[ .-](\\d{1,2})${ordinal},?[ .-](\\d{4})(?!\\d)`, 'iy');

function execAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

function toYear(digits: string | undefined): number | undefined {
  const year = Number(digits);
  return year >= firstYear && year <= lastYear ? year : undefined;
}

/** The day as `YYYY-MM-DD`; undefined when the calendar has none such, or the year is not 1880 to 2099. */
export function toIsoDate(
  yearText?: string,
  monthText?: string,
  dayText?: string,
): string | undefined {
  const year = toYear(yearText);
  if (year === undefined) return undefined;
  const monthNumber = Number(monthText);
  const day = Number(dayText);
  const date = new Date(Date.UTC(year, monthNumber - 1, day));
  const isInCalendar = date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day;
  return isInCalendar ? date.toISOString().slice(0, 10) : undefined;
}

function monthOf(name: string | undefined): string {
  const prefix = name?.slice(0, 3).toLowerCase() ?? '';
  return String(monthNames.findIndex((full) => full.startsWith(prefix)) + 1);
}

/** Day and month in either order: only when one order alone is a date, or both are the same one. */
function fromYearLast(a?: string, b?: string, year?: string): string | undefined {
  const dayFirst = toIsoDate(year, b, a);
  const monthFirst = toIsoDate(year, a, b);
  if (dayFirst === undefined || monthFirst === undefined) return dayFirst ?? monthFirst;
  return dayFirst === monthFirst ? dayFirst : undefined;
}

const spellings: readonly [RegExp, (found: RegExpExecArray) => string | undefined][] = [
  [yearFirst, ([, year, , monthText, day]) => toIsoDate(year, monthText, day)],
  [compact, ([, year, monthText, day]) => toIsoDate(year, monthText, day)],
  [yearLast, ([, a, , b, year]) => fromYearLast(a, b, year)],
  [dayThenMonth, ([, day, name, year]) => toIsoDate(year, monthOf(name), day)],
  [monthThenDay, ([, name, day, year]) => toIsoDate(year, monthOf(name), day)],
];

/**
 * The date that begins at `start`: `2019-04-28` (also with `.`, `_` or `/`), `20190428`, `28.04.2019`, `04-28-2019`,
 * `28 April 2019`, `Apr 28, 2019`. A time
 * of day after the first is passed over. `04.05.2019` may be April or May and is therefore no date.
 */
export function readDateAt(text: string, start: number): DateReading | undefined {
  for (const [pattern, toDate] of spellings) {
    const found = execAt(pattern, text, start);
    const isoDate = found === null ? undefined : toDate(found);
    if (isoDate !== undefined) return { isoDate, end: pattern.lastIndex };
  }
  return undefined;
}

/** The date that the whole text is, as `YYYY-MM-DD`; see {@link readDateAt} for the spellings. */
export function parseDate(text: string): string | undefined {
  const reading = readDateAt(text, 0);
  return reading?.end === text.length ? reading.isoDate : undefined;
}

/** The year (1880 to 2099) that the whole text is. */
export function parseYear(text: string): number | undefined {
  return /^\d{4}$/.test(text) ? toYear(text) : undefined;
}
