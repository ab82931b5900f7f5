// Splits the text of a search box into its parts. Knows quotes, signs and names before a colon, not what they mean.

/** A part of a query: a word, a phrase in quotes, or a value with the name of what it is a value of. */
export interface QueryPart {
  /** As it was typed, for whoever does not understand it. */
  readonly text: string;
  /** It begins with a minus sign: what it says is not wanted. */
  readonly isExcluded: boolean;
  /** What stands before the colon, in lower case. */
  readonly name: string | undefined;
  /** Without sign, name and quotes. */
  readonly value: string;
  readonly isQuoted: boolean;
  /** More may follow: nothing comes after it, and it is not a phrase whose quotes are closed. */
  readonly isOpen: boolean;
}

// Linear: no two neighbouring repetitions can take the same character.
const part =
  /(?<sign>-?)(?:(?<name>\p{L}+):(?=\S))?(?:"(?<phrase>[^"]*)(?<closed>"?)|(?<word>\S+))/gu;

/** Splits a query; never throws, whatever was typed. */
export function splitQuery(query: string): readonly QueryPart[] {
  return Array.from(query.matchAll(part), (match) => {
    const { sign, name, phrase, closed, word } = match.groups ?? {};
    const isLast = match.index + match[0].length === query.length;
    return {
      text: match[0],
      isExcluded: sign === '-',
      name: name?.toLowerCase(),
      value: (phrase ?? word ?? '').trim(),
      isQuoted: phrase !== undefined,
      isOpen: isLast && closed !== '"',
    };
  });
}
