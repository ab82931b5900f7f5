// Gives words back their spaces in names that were written without any. Knows no field.

/** Kept as they are: dates, and decimals such as the `5.1` of a sound track. */
const yearFirst = String.raw`\d{4}(?<a>[._])\d{1,2}\k<a>\d{1,2}(?!\d)`;
const yearLast = String.raw`\d{1,2}(?<b>[._])\d{1,2}\k<b>\d{4}(?!\d)`;
const kept = String.raw`${yearFirst}|${yearLast}|(?<!\d)\d\.\d(?!\d)`;
const underscores = new RegExp(`${kept}|_+`, 'g');
const dots = new RegExp(`${kept}|\\.+`, 'g');

function countOf(text: string, char: string): number {
  return text.split(char).length - 1;
}

/**
 * Reads `big_buck_bunny` and `big.buck.bunny` as `big buck bunny`: in a clean text without a space, the more frequent
 * of `_` and `.` stands for one. A text with a space is returned as it is.
 */
export function separateWords(text: string): string {
  if (text.includes(' ')) return text;
  const separators = countOf(text, '_') >= countOf(text, '.') ? underscores : dots;
  const words = text.replace(separators, (found) => (/\d/.test(found) ? found : ' '));
  return words.replace(/ {2,}/g, ' ').trim();
}
