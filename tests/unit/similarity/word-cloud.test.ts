import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SimilarityModelBuilder } from '../../../core/similarity/model-builder.ts';
import { serializeTermCounts } from '../../../core/similarity/term-counts.ts';
import { countTerms, wordTerms, type VideoText } from '../../../core/similarity/tokenizer.ts';
import { textOfTerm } from '../../../core/similarity/term.ts';
import { wordCloud } from '../../../core/similarity/word-cloud.ts';

const nothing = { collection: 'Films', studio: undefined, line: undefined };

function video(title: string, names: Partial<VideoText> = {}): VideoText {
  return { ...nothing, performers: [], categories: [], tags: [], title, ...names };
}

const hashOf = (place: number) => place.toString(16).padStart(16, '0');

function cloudOf(
  library: readonly VideoText[],
  found: readonly number[],
  options: Partial<Parameters<typeof wordCloud>[2]> = {},
) {
  const builder = new SimilarityModelBuilder();
  for (const [place, text] of library.entries())
    builder.add(hashOf(place), serializeTermCounts(countTerms(text)), {
      performers: text.performers,
      studio: text.studio,
    });
  const all = { limit: 20, query: '', chosen: [], ...options };
  return wordCloud(builder.build(), found.map(hashOf), all);
}

const beaches = [0, 1, 2, 3];
const library = [
  video('Walks on the beach', { performers: ['Jane Doe'], tags: ['Golden Gate'] }),
  video('A beach in winter', { performers: ['Jane Doe'], tags: ['Golden Gate'] }),
  video('Winter beach at the Golden Gate', { performers: ['Jane Doe'] }),
  video('The beach', { performers: ['John Roe'], studio: 'Acme' }),
  ...Array.from({ length: 30 }, (_, n) =>
    video(`Winter in town, part ${n % 3} of 2019`, { studio: 'Acme', performers: ['John Roe'] }),
  ),
];

function textsOf(cloud: ReturnType<typeof cloudOf>): readonly string[] {
  return cloud.terms.map(({ term }) => textOfTerm(term));
}

describe('a word cloud', () => {
  test('names what the videos have and the library has not, the heaviest first', () => {
    const cloud = cloudOf(library, beaches);
    expect(cloud.sampled).toBe(4);
    expect(textsOf(cloud).slice(0, 3)).toEqual(['beach', 'jane doe', 'golden gate']);
    const weights = cloud.terms.map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(textsOf(cloud).indexOf('winter')).toBeGreaterThan(2);
  });

  test('weighs by the formula', () => {
    const [beach] = cloudOf(library, beaches).terms;
    expect(beach).toMatchObject({ kind: 'word', videoCount: 4 });
    expect(beach?.weight).toBeCloseTo(Math.log(35 / 5), 9);
  });

  test('does not say what every video has', () => {
    expect(textsOf(cloudOf(library, beaches))).not.toContain('film');
  });

  test('leaves out the words of the query, and names that are all in it', () => {
    const texts = textsOf(cloudOf(library, beaches, { query: 'beaches jane DOE' }));
    expect(texts).toContain('golden gate');
    expect(texts.filter((text) => /beach|jane|doe/.test(text))).toEqual([]);
  });

  test('leaves out the chosen names and their words', () => {
    const chosen = [{ kind: 'tag', name: 'golden gate' }] as const;
    const texts = textsOf(cloudOf(library, beaches, { chosen }));
    expect(texts.filter((text) => /golden|gate/.test(text))).toEqual([]);
  });

  test('keeps a word that stands mostly by itself, and not the name that has it', () => {
    const tagged = { tags: ['python tools'] };
    const own = [
      ...Array.from({ length: 8 }, (_, n) => video(`python ${n}`)),
      ...Array.from({ length: 22 }, (_, n) => video(`python ${n}`, tagged)),
      ...Array.from({ length: 70 }, (_, n) => video(`town ${n}`)),
    ];
    const found = Array.from({ length: 10 }, (_, n) => n);
    expect(textsOf(cloudOf(own, found))).toEqual(['python', 'tool']);
  });

  test('shows a pair for words that stand mostly together', () => {
    const pairs = [
      video('machine learning one'),
      video('machine learning two'),
      video('town'),
      video('town hall'),
    ];
    expect(textsOf(cloudOf(pairs, [0, 1]))).toEqual(['machin learn']);
  });

  test('says neither short words of other languages nor numbers that are no years', () => {
    const french = [video('vie de chat 12 2019'), video('vie de chat 12 2019'), video('ville')];
    expect(textsOf(cloudOf(french, [0, 1]))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/\b(de|12)\b/)]),
    );
  });

  test('of nothing, or of strangers, is empty', () => {
    expect(cloudOf(library, [])).toEqual({ terms: [], sampled: 0 });
    expect(cloudOf(library, [999])).toEqual({ terms: [], sampled: 0 });
  });

  test('never lists a word of a name that it lists, and gives an example of each term', () => {
    const word = fc.constantFrom('beach', 'town', 'jane', 'doe', 'gate', 'winter');
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const anyVideo = fc
      .record({ title: phrase, tags: fc.array(phrase, { maxLength: 2 }) })
      .map(({ title, tags }) => video(title, { tags }));
    fc.assert(
      fc.property(fc.array(anyVideo, { minLength: 2, maxLength: 12 }), (videos) => {
        const found = videos.keys().filter((place) => place % 2 === 0);
        const { terms } = cloudOf(videos, [...found]);
        const names = terms.filter(({ kind }) => kind !== 'word');
        const parts = new Set(names.flatMap(({ term }) => wordTerms(textOfTerm(term))));
        for (const { term, example } of terms) {
          expect(parts.has(term)).toBe(false);
          const shown = videos[Number.parseInt(example, 16)];
          expect(shown && countTerms(shown).has(term)).toBe(true);
        }
      }),
    );
  });
});
