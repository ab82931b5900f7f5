// How two spellings of one name or word become equal. Owns letters only; knows no words.

/** Latin letters that Unicode does not decompose, and the quotes that stand for an apostrophe. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['‘', "'"],
  ['’', "'"],
  ['ʼ', "'"],
]);
const replaceable = new RegExp(`[${[...replacements.keys()].join('')}]`, 'gu');

/** Other scripts keep their marks: without them й is another letter and a Hindi word another word. */
const latinOrGreekMarks = /([\p{Script=Latin}\p{Script=Greek}])\p{Mark}+/gu;

/** Soft hyphens, joiners, marks of direction: what cannot be seen cannot tell two names apart. */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu;

const beyondAscii = /[\u0080-\uffff]/;

/**
 * Lower case, without the accents of Latin and Greek letters and without what cannot be seen:
 * `Zoë` and `ZOE` both give `zoe`.
 *
 * The answer is always well-formed Unicode (a lone surrogate becomes U+FFFD), and folding it again
 * changes nothing.
 */
export function foldText(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(invisible, '')
    .toLowerCase()
    .replace(latinOrGreekMarks, '$1')
    .replace(replaceable, (letter) => replacements.get(letter) ?? letter)
    .normalize('NFC');
}
