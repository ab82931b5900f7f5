// What the name of a subtitle file, or the title of a track, says of the subtitles. Pure.

import { languageOfName, languageTag } from '../../core/contract/language.ts';

/** What names tell. */
export interface SaidOfSubtitles {
  /** BCP 47. */
  readonly language: string | undefined;
  readonly isForced: boolean;
  readonly isHearingImpaired: boolean;
  readonly isDefault: boolean;
  /** What is left of the words. */
  readonly title: string | undefined;
}

const forced: ReadonlySet<string> = new Set(['forced', 'foreign']);
const hearingImpaired: ReadonlySet<string> = new Set(['sdh', 'cc']);
const isDefaultWord = 'default';
/** Hindi where nothing else is a language, and else for the hearing impaired. */
const ambiguous = 'hi';

/**
 * Reads the parts of a name, in any order: `['pt-BR', 'forced']`, `['2_English (SDH)']`. Of several languages the last one
 * counts, because titles come first.
 */
export function readNameParts(parts: readonly string[]): SaidOfSubtitles {
  const marks: string[] = [];
  const titles: string[] = [];
  let language: string | undefined;
  for (const part of parts.toReversed()) {
    const read = language === undefined ? readLanguage(part) : { left: part };
    language ??= read.language;
    const words = wordsOf(read.left);
    const others = words.filter((word) => !isMark(word));
    marks.push(...words.filter(isMark).map((word) => word.toLowerCase()));
    if (others.length > 0)
      titles.unshift(others.length === words.length ? read.left : others.join(' '));
  }
  const isAmbiguous = marks.includes(ambiguous);
  return {
    language: language ?? (isAmbiguous ? ambiguous : undefined),
    isForced: marks.some((mark) => forced.has(mark)),
    isHearingImpaired:
      marks.some((mark) => hearingImpaired.has(mark)) || (isAmbiguous && language !== undefined),
    isDefault: marks.includes(isDefaultWord),
    title: titles.length === 0 ? undefined : titles.join(' ').trim(),
  };
}

interface PartRead {
  readonly language?: string | undefined;
  /** The part without the language. */
  readonly left: string;
}

/** A part as a whole, its words without marks, or one of them. A code counts only where it stands alone. */
function readLanguage(part: string): PartRead {
  if (isMark(part)) return { left: part };
  const whole = languageTag(part) ?? languageOfName(part);
  if (whole !== undefined) return { language: whole, left: '' };
  const words = wordsOf(part);
  const marks = words.filter(isMark).join(' ');
  const plain = words.filter((word) => !isMark(word));
  const together = languageOfName(plain.join(' '));
  if (together !== undefined) return { language: together, left: marks };
  const spoken = plain.filter((word) => !/^\d+$/.test(word));
  for (const word of spoken) {
    const language = languageOfName(word) ?? (spoken.length === 1 ? languageTag(word) : undefined);
    if (language === undefined) continue;
    return { language, left: words.filter((other) => other !== word).join(' ') };
  }
  return { left: part };
}

function wordsOf(part: string): readonly string[] {
  return part.split(/[\s_()[\],-]+/).filter((word) => word !== '');
}

function isMark(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    forced.has(lower) ||
    hearingImpaired.has(lower) ||
    lower === isDefaultWord ||
    lower === ambiguous
  );
}
