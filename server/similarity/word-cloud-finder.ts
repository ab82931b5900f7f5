// Word clouds of searches, spelled as the videos spell their words.

import type { CloudWord, WordCloudAnswer } from '../../core/contract/word-cloud.ts';
import type { NameKind } from '../../core/similarity/term.ts';
import { spellTerms } from '../../core/similarity/tokenizer.ts';
import { wordCloud, type CloudTerm } from '../../core/similarity/word-cloud.ts';
import type { VideoSearch } from '../../meili/search-queries.ts';
import type { VideoIndex } from '../../meili/video-index.ts';
import type { VisibleVideos } from '../library/visible-videos.ts';
import type { ModelHost } from './model-host.ts';

/** Enough to tell what a search is about, whatever its size. */
const SAMPLE = 1000;

interface FinderParts {
  readonly models: ModelHost;
  readonly index: VideoIndex;
  readonly visible: VisibleVideos;
}

/** Finds the most telling words of searches under the site's filters. */
export class WordCloudFinder {
  readonly #parts: FinderParts;

  constructor(parts: FinderParts) {
    this.#parts = parts;
  }

  /** At most `limit` words; of a search whose content filter is the site's. */
  async find(search: VideoSearch, limit: number, signal: AbortSignal): Promise<WordCloudAnswer> {
    const { models, index } = this.#parts;
    const hashes = await index.sample(search, SAMPLE, signal);
    const { query } = search;
    const chosen = [
      ...namesOf('performer', query.performer),
      ...namesOf('studio', query.studio),
      ...namesOf('category', query.category),
      ...namesOf('tag', query.tag),
      ...namesOf('collection', query.collection),
    ];
    const { terms, sampled } = wordCloud(models.model, hashes, { limit, query: query.q, chosen });
    return { words: await this.#spell(terms), sampled };
  }

  /** What no video spells any more, or none that may be seen, is left out: a stem is no word. */
  async #spell(terms: readonly CloudTerm[]): Promise<CloudWord[]> {
    const examples = [...new Set(terms.map(({ example }) => example))];
    const videos = await this.#parts.visible.present(examples);
    const spellings = new Map(videos.flatMap((video) => [...spellTerms(video)]));
    const heaviest = terms[0]?.weight ?? 1;
    return terms.flatMap(({ term, kind, weight, videoCount }) => {
      const text = spellings.get(term);
      if (text === undefined || kind === 'line') return [];
      return [{ text, kind, weight: weight / heaviest, videoCount }];
    });
  }
}

function namesOf(kind: NameKind, values: readonly string[] = []) {
  return values.map((name) => ({ kind, name }));
}
