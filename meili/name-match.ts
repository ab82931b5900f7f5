// Which names of a list a person means by what they typed. The engine finds videos; a video has other names beside the one meant.

import { editDistance } from './edit-distance.ts';
import { allowedTypos, isBeginning, nameWords, typedWords, type NameWords } from './name-words.ts';

/** Initials alone may be many names': whoever is called like them comes first. */
export const INITIALS_TYPOS = 1;

/**
 * The typos between `query` and `name`, or undefined when it does not mean it. Each word of the query must be a word of
 * the name, in any order, with as many typos as the engine allows for its length; the last one may be only begun, and
 * single letters are initials. Accents, case, hyphens and gaps do not matter.
 */
export function nameTypos(query: string, name: string): number | undefined {
  const typed = typedWords(query);
  if (typed.length === 0) return query.trim() === '' ? 0 : undefined;
  const known = nameWords(name);
  if (meansWhole(typed, known)) return 0;
  return wordTypos(typed, known) ?? (isInitials(typed, known) ? INITIALS_TYPOS : undefined);
}

/** `deni` for De Niro, `de niro` for DeNiro. */
function meansWhole(typed: readonly string[], { words }: NameWords): boolean {
  const joined = typed.join('');
  return words.some((word) => word.startsWith(joined));
}

function isInitials(typed: readonly string[], { initials }: NameWords): boolean {
  return initials !== '' && typed.length === 1 && typed[0] === initials;
}

function wordTypos(typed: readonly string[], { words }: NameWords): number | undefined {
  let typos = 0;
  for (const [place, word] of typed.entries()) {
    const isWhole = !isBeginning(typed, place);
    // Mostly there is no typo, and looking for one takes a hundred times as long.
    if (words.some((known) => (isWhole ? known === word : known.startsWith(word)))) continue;
    const allowed = allowedTypos(word);
    if (allowed === 0) return undefined;
    const fewest = Math.min(...words.map((known) => editDistance(word, known, isWhole)));
    if (fewest > allowed) return undefined;
    typos += fewest;
  }
  return typos;
}
