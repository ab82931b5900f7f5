// Which subtitles are shown, by what a person chose before. Pure.

import { primaryLanguage } from '../../../core/contract/language.ts';
import type { Subtitles } from '../../../core/contract/subtitles.ts';

/** Subtitles that a person wants to see wherever there are any. */
export interface WantedSubtitles {
  /** BCP 47; null for those in an unknown language. */
  readonly language: string | null;
  readonly isHearingImpaired: boolean;
}

/** What a choice says of all other videos. */
export function wantedBy({ language, isHearingImpaired }: Subtitles): WantedSubtitles {
  return { language, isHearingImpaired };
}

/** The ones that come nearest to what is wanted; undefined when all are in other languages. */
export function nearestSubtitles(
  all: readonly Subtitles[],
  wanted: WantedSubtitles,
): Subtitles | undefined {
  const whole = all.filter(({ isForced }) => !isForced);
  const [nearest] = whole
    .map((one) => ({ one, rank: rankOf(one, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
  return nearest?.one;
}

/** What is shown to somebody who wants none: only what is spoken in another language than the rest. */
export function forcedSubtitles(
  all: readonly Subtitles[],
  soundLanguage: string | undefined,
): Subtitles | undefined {
  if (soundLanguage === undefined) return undefined;
  const spoken = primaryLanguage(soundLanguage);
  return all.find(
    ({ isForced, language }) =>
      isForced && language !== null && primaryLanguage(language) === spoken,
  );
}

function rankOf(one: Subtitles, { language, isHearingImpaired }: WantedSubtitles): number {
  const nearness = languageRank(one.language, language);
  if (nearness === 0) return 0;
  return nearness + (one.isHearingImpaired === isHearingImpaired ? 2 : 0) + (one.isDefault ? 1 : 0);
}

function languageRank(language: string | null, wanted: string | null): number {
  // Nobody wrote down the language of a lone file because it is the household's.
  if (wanted === null) return language === null ? 8 : 4;
  if (language === null) return 4;
  if (language === wanted) return 12;
  return primaryLanguage(language) === primaryLanguage(wanted) ? 8 : 0;
}
