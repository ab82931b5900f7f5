// The terms of made-up videos, written as the tokenizer would write them but without it: a million videos in seconds.

import { serializeTermCounts } from '../../core/similarity/term-counts.ts';
import { makeTerm, type NameKind } from '../../core/similarity/term.ts';
import type { MadeUpVideo } from './made-up-videos.ts';

/** What a catalogue would hold of the video; made-up words are their own stems. */
export function madeUpTerms(video: MadeUpVideo): string {
  const counts = new Map<string, number>();
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  const countWords = (text: string) => {
    const words = text.split(' ');
    for (const [index, word] of words.entries()) {
      count(makeTerm('word', word));
      const next = words[index + 1];
      if (next !== undefined) count(makeTerm('word', `${word} ${next}`));
    }
  };
  const countNames = (kind: NameKind, names: readonly (string | undefined)[]) => {
    for (const name of new Set(names)) {
      if (name === undefined) continue;
      count(makeTerm(kind, name.toLowerCase()));
      countWords(name.toLowerCase());
    }
  };
  countNames('performer', video.performers);
  countNames('studio', [video.studio]);
  countNames('category', video.categories);
  countNames('tag', video.tags);
  countNames('collection', [video.collection]);
  countWords(video.title ?? '');
  return serializeTermCounts(counts);
}
