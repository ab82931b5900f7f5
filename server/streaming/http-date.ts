// Reads the dates of HTTP headers. Pure.

/** The form of today and the two of old, by RFC 9110, section 5.6.7. */
const forms = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

/** Milliseconds since 1970; undefined for what is no date of HTTP, though `Date.parse` makes one even of `1`. */
export function parseHttpDate(text: string): number | undefined {
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const timeMs = Date.parse(
    `${groups['day']} ${groups['month']} ${groups['year']} ${groups['time']} GMT`,
  );
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
