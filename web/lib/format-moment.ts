// A time as people say it: today and yesterday by name, other days by date. Pure; in the browser's time zone.

import { formatDay } from './format.ts';
import { dateFormat } from './intl-formats.ts';

/** `today at 04:00`, `yesterday at 23:10`, `28 Apr 2016 at 04:00`. */
export function formatMoment(at: string, nowMs: number, locale?: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const time = dateFormat(locale, { timeStyle: 'short' }).format(date);
  const days = daysBetween(date, new Date(nowMs));
  return `${dayNames.get(days) ?? formatDay(at, locale)} at ${time}`;
}

const dayNames = new Map([
  [0, 'today'],
  [1, 'yesterday'],
  [-1, 'tomorrow'],
]);

/** Calendar days from one to the other, whatever the clocks did in between. */
function daysBetween(from: Date, to: Date): number {
  const dayOf = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((dayOf(to) - dayOf(from)) / 86_400_000);
}
