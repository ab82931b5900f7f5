// Numbers, sizes, durations and dates as people read them. Pure; the locale is the browser's unless given.

import { dateFormat, numberFormat } from './intl-formats.ts';

/** `1:02:03`, `2:03`, `0:07`; an unknown duration is an empty text. */
export function formatDuration(durationS: number | null): string {
  if (durationS === null || !Number.isFinite(durationS) || durationS < 0) return '';
  const whole = Math.round(durationS);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const seconds = String(whole % 60).padStart(2, '0');
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}

/** A duration for screen readers and running text: `1 hr 2 min`, `2 min`, `7 sec`. */
export function formatLongDuration(durationS: number, locale?: string): string {
  const whole = Math.max(0, Math.round(durationS));
  return formatExactDuration(whole < 60 ? whole : Math.round(whole / 60) * 60, locale);
}

/** How long something took, between two times as ISO texts: as `formatLongDuration`, or `under a second`. */
export function formatTook(startedAt: string, finishedAt: string, locale?: string): string {
  const tookS = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return tookS < 1 ? 'under a second' : formatLongDuration(tookS, locale);
}

/** `5 mins 10 secs`: of whole seconds every one is told, as the limit of a filter needs it. */
export function formatExactDuration(durationS: number, locale?: string): string {
  const parts = [
    [Math.floor(durationS / 3600), 'hour'],
    [Math.floor(durationS / 60) % 60, 'minute'],
    [durationS % 60, 'second'],
  ] as const;
  const told = parts.filter(([value, unit]) => value > 0 || (unit === 'second' && durationS === 0));
  return told
    .map(([value, unit]) =>
      numberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** `532 byte`, `1.2 GB`: powers of 1000, as disks are sold and file managers show. */
export function formatSize(sizeBytes: number, locale?: string): string {
  let step = 0;
  let value = sizeBytes;
  // 999.5 would be written as 1,000 of the smaller unit.
  while (value >= 999.5 && step < sizeUnits.length - 1) {
    value /= 1000;
    step += 1;
  }
  return numberFormat(locale, {
    style: 'unit',
    unit: sizeUnits[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** `1,234`. */
export function formatCount(count: number, locale?: string): string {
  return numberFormat(locale).format(count);
}

/** `1 video`, `1,234 videos`. */
export function formatCountOf(
  count: number,
  noun: { readonly one: string; readonly other: string },
  locale?: string,
): string {
  return `${formatCount(count, locale)} ${count === 1 ? noun.one : noun.other}`;
}

export const videosNoun = { one: 'video', other: 'videos' } as const;

/** A release date, `YYYY-MM-DD` or `YYYY`, as `28 Apr 2016` or `2016`. */
export function formatReleased(releasedOn: string, locale?: string): string {
  if (/^\d{4}$/.test(releasedOn)) return releasedOn;
  // A calendar day has no time zone: read and written as UTC it stays the same day everywhere.
  return formatDate(new Date(`${releasedOn}T00:00:00Z`), releasedOn, { locale, timeZone: 'UTC' });
}

/** An ISO 8601 time as a day in the browser's own time zone. */
export function formatDay(at: string, locale?: string): string {
  return formatDate(new Date(at), at, { locale });
}

function formatDate(
  date: Date,
  fallback: string,
  options: { readonly locale?: string | undefined; readonly timeZone?: string },
): string {
  if (Number.isNaN(date.getTime())) return fallback;
  return dateFormat(options.locale, {
    dateStyle: 'medium',
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
  }).format(date);
}

const agoSteps = [
  { unit: 'second', inS: 1, below: 45 },
  { unit: 'minute', inS: 60, below: 45 * 60 },
  { unit: 'hour', inS: 3600, below: 22 * 3600 },
  { unit: 'day', inS: 86_400, below: 6.5 * 86_400 },
] as const;

/** `5 minutes ago`, `yesterday`, and from a week on the day itself. */
export function formatAgo(at: string, nowMs: number, locale?: string): string {
  const seconds = (nowMs - Date.parse(at)) / 1000;
  const step = agoSteps.find(({ below }) => Math.abs(seconds) < below);
  if (step === undefined) return formatDay(at, locale);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return relative.format(-Math.round(seconds / step.inS), step.unit);
}

const resolutions = [
  { label: '8K', lines: 4320 },
  { label: '4K', lines: 2160 },
  { label: '1440p', lines: 1440 },
  { label: '1080p', lines: 1080 },
  { label: '720p', lines: 720 },
  { label: '480p', lines: 480 },
  { label: '360p', lines: 360 },
] as const;

/**
 * `4K`, `1080p`, `360p`, `SD`, or an empty text for a picture of unknown size. As the search index names them: a tenth
 * of the lines may be cropped, an upright picture counts by its width, a wide one by what 16:9 would be as wide.
 */
export function formatResolution(width: number, height: number): string {
  const lines = Math.max(Math.min(width, height), (Math.max(width, height) * 9) / 16);
  if (!(lines > 0)) return '';
  return resolutions.find((step) => lines >= step.lines * 0.9)?.label ?? 'SD';
}
