// Which parts of a name or title the typed words match, for showing them apart.

/** A piece of a text; the pieces in order are the text. */
export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A character as it is compared: without accents, in lower case; and where it stood. */
interface Folded {
  readonly character: string;
  readonly index: number;
}

const wordCharacter = /[\p{L}\p{N}]/u;
/** Scripts that put no spaces between words: a word may begin anywhere. */
const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]/u;

/** Splits a text where its words begin as a word of the query does; case and accents do not count. */
export function markMatches(text: string, query: string): readonly TextPart[] {
  const folded = fold(text);
  const words = wordsOf(query);
  const parts: TextPart[] = [];
  let end = 0;
  for (let place = 0; place < folded.length;) {
    const length = isWordStart(folded, place) ? longestMatch(folded, place, words) : 0;
    if (length > 0) {
      const from = folded[place]?.index ?? end;
      const to = folded[place + length]?.index ?? text.length;
      parts.push({ text: text.slice(end, from), isMatch: false });
      parts.push({ text: text.slice(from, to), isMatch: true });
      end = to;
    }
    place += Math.max(1, length);
  }
  parts.push({ text: text.slice(end), isMatch: false });
  return parts.filter((part) => part.text !== '');
}

function fold(text: string): readonly Folded[] {
  const folded: Folded[] = [];
  let index = 0;
  for (const character of text) {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (const one of plain) folded.push({ character: one, index });
    index += character.length;
  }
  return folded;
}

function wordsOf(query: string): readonly (readonly string[])[] {
  const plain = fold(query).map(({ character }) =>
    wordCharacter.test(character) ? character : ' ',
  );
  const words = plain.join('').split(' ');
  return words.filter((word) => word !== '').map((word) => Array.from(word));
}

function isWordStart(folded: readonly Folded[], place: number): boolean {
  const before = folded[place - 1]?.character ?? ' ';
  return !wordCharacter.test(before) || unspaced.test(folded[place]?.character ?? '');
}

function longestMatch(
  folded: readonly Folded[],
  place: number,
  words: readonly (readonly string[])[],
): number {
  const isHere = (word: readonly string[]) =>
    word.every((character, offset) => folded[place + offset]?.character === character);
  return words.filter(isHere).reduce((longest, word) => Math.max(longest, word.length), 0);
}
