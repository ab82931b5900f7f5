// Reads dates of digits alone that say neither which part is the day nor which the century. The reader is told the order.

import { toIsoDate, type DateReading } from './release-date.ts';

/** The order of day, month and year. */
export const dateOrders = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

const yearLast =
  /(\d{1,2})([-._/ ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)|(\d\d)(\d\d)(\d{4}|\d{2})(?!\d)/y;
const yearFirst =
  /(\d{4}|\d{2})([-._/ ])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{4}|\d{2})(\d\d)(\d\d)(?!\d)/y;

/** Years of two digits are 1969 to 2068, as in POSIX: https://pubs.opengroup.org/onlinepubs/9799919799/functions/strptime.html */
function fullYear(digits: string): string {
  if (digits.length !== 2) return digits;
  return `${Number(digits) < 69 ? '20' : '19'}${digits}`;
}

/** The date that begins at `start` in this order: `04.05.2019`, `04-05-19`, `24 05 12`, `040519`. */
export function readOrderedDateAt(
  text: string,
  start: number,
  order: DateOrder,
): DateReading | undefined {
  const pattern = order === 'ymd' ? yearFirst : yearLast;
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const parts = found.slice(1).filter((part) => /^\d+$/.test(part));
  const part = (kind: string) => parts[order.indexOf(kind)] ?? '';
  const isoDate = toIsoDate(fullYear(part('y')), part('m'), part('d'));
  return isoDate === undefined ? undefined : { isoDate, end: pattern.lastIndex };
}
