import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Subtitles } from '../../../core/contract/subtitles.ts';
import {
  forcedSubtitles,
  nearestSubtitles,
  wantedBy,
} from '../../../web/components/player/subtitle-choice.ts';

function subtitles(label: string, language: string | null, more: Partial<Subtitles> = {}) {
  const marks = { isForced: false, isHearingImpaired: false, isDefault: false };
  return { id: 'track-0', url: '/', label, language, source: 'track' as const, ...marks, ...more };
}

const all = [
  subtitles('English', 'en'),
  subtitles('English (hearing impaired)', 'en', { isHearingImpaired: true }),
  subtitles('French (forced)', 'fr', { isForced: true }),
  subtitles('Portuguese (Brazil)', 'pt-BR'),
  subtitles('Portuguese', 'pt', { isDefault: true }),
];

describe('subtitles that are wanted', () => {
  test.each([
    ['en', false, 'English'],
    ['en-GB', false, 'English'],
    ['en', true, 'English (hearing impaired)'],
    ['pt-BR', false, 'Portuguese (Brazil)'],
    ['pt', false, 'Portuguese'],
    ['fr', false, undefined],
    ['de', false, undefined],
  ])('in %s, for the hearing impaired %s, are %s', (language, isHearingImpaired, label) => {
    expect(nearestSubtitles(all, { language, isHearingImpaired })?.label).toBe(label);
  });

  test('may be a lone file that says no language, unless the language is there', () => {
    const unknown = subtitles('Unknown language', null);
    const wanted = { language: 'de', isHearingImpaired: false };
    expect(nearestSubtitles([...all, unknown], wanted)).toBe(unknown);
    const german = subtitles('German', 'de');
    expect(nearestSubtitles([unknown, german], wanted)).toBe(german);
  });

  test('are found again by what a choice says of them', () => {
    const language = fc.constantFrom('en', 'en-GB', 'fr', 'pt', 'pt-BR', null);
    const one = fc.record({ language, isHearingImpaired: fc.boolean(), isDefault: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1 }), fc.nat(), (many, at) => {
        const list = many.map((marks) => subtitles('', marks.language, marks));
        const chosen = list[at % list.length] ?? subtitles('', null);
        const again = nearestSubtitles(list, wantedBy(chosen)) ?? subtitles('', 'none');
        expect(wantedBy(again)).toEqual(wantedBy(chosen));
      }),
    );
  });
});

test('somebody who wants none sees what is spoken in another language than the sound’s', () => {
  expect(forcedSubtitles(all, 'fr-CA')?.label).toBe('French (forced)');
  expect(forcedSubtitles(all, 'en')).toBeUndefined();
  expect(forcedSubtitles(all, undefined)).toBeUndefined();
});
