// Log lines as the dashboard shows them. Pure.

import type { LogsAnswer } from '../../../core/contract/dashboard.ts';

export type LogLine = LogsAnswer['lines'][number];

export interface ShownLine extends LogLine {
  /** Stays the same when newer lines arrive. */
  readonly key: string;
  /** The fields worth reading beside the message: `hash=… kind=poster`. */
  readonly summary: string;
}

/** Fields that every line has, or that are too long for one line. */
const leftOut = new Set(['component', 'err', 'name', 'pid', 'hostname']);

/** Adds what the list needs to lines, newest first. */
export function showLines(lines: readonly LogLine[]): readonly ShownLine[] {
  const seen = new Map<string, number>();
  // From the oldest, so that a line's number among its equals does not change when others come.
  return lines
    .toReversed()
    .map((line) => {
      const name = `${line.at} ${line.level} ${line.message}`;
      const number = seen.get(name) ?? 0;
      seen.set(name, number + 1);
      return { ...line, key: `${name} ${number}`, summary: summaryOf(line.fields) };
    })
    .reverse();
}

function summaryOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([name, value]) => !leftOut.has(name) && isShort(value))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

function isShort(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) && String(value).length <= 60;
}

/** All fields as text; the lines of a stack stand below each other. */
export function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields, undefined, 2).replaceAll('\\n', '\n');
}

/** `14:03:22` today, with the day before that. */
export function logTime(at: string, nowMs: number, locale?: string): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date(nowMs).toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}
