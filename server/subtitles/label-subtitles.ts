// What subtitles are called for a person to choose by. Pure.

import { languageName } from '../../core/contract/language.ts';
import type { SaidOfSubtitles } from './name-parts.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** `French (forced)`, `English (Commentary, hearing impaired)`. */
export function labelOf({ language, title, isForced, isHearingImpaired }: SaidOfSubtitles): string {
  const name = language === undefined ? (title ?? 'Unknown language') : languageName(language);
  const details = [
    language === undefined ? undefined : title,
    isForced ? 'forced' : undefined,
    isHearingImpaired ? 'hearing impaired' : undefined,
  ].filter((detail) => detail !== undefined);
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

/** By label, and the second and further ones of the same label numbered. */
export function inOrder<Labelled extends { readonly label: string }>(
  all: readonly Labelled[],
): readonly Labelled[] {
  const seen = new Map<string, number>();
  return all
    .toSorted((a, b) => collator.compare(a.label, b.label))
    .map((one) => {
      const count = (seen.get(one.label) ?? 0) + 1;
      seen.set(one.label, count);
      return count === 1 ? one : { ...one, label: `${one.label} ${count}` };
    });
}
