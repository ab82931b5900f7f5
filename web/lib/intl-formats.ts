// Intl formatters, each made once: making one takes longer than a whole card that shows its text.

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A number format of the locale, the browser's own when undefined. */
export function numberFormat(
  locale: string | undefined,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat {
  return remembered(numberFormats, [locale, options], () => new Intl.NumberFormat(locale, options));
}

/** A date format of the locale, the browser's own when undefined. */
export function dateFormat(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return remembered(dateFormats, [locale, options], () => new Intl.DateTimeFormat(locale, options));
}

function remembered<Format>(formats: Map<string, Format>, of: unknown, make: () => Format): Format {
  const key = JSON.stringify(of);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = make();
  formats.set(key, made);
  return made;
}
