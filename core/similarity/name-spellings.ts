// How the names of performers and studios are written: the way that most of their videos have it.

import { growableUint32 } from './growable-array.ts';
import { personTerms } from './model.ts';
import { StringInterner } from './string-interner.ts';
import { indexOfString, stringAt } from './string-table.ts';
import type { StringTable } from './string-table.ts';
import { MAX_NAME_LENGTH, textOfTerm } from './term.ts';
import type { PersonKind } from './term.ts';
import { nameTerm } from './tokenizer.ts';

/** How a video writes the names behind its `p:` and `s:` terms. */
export interface VideoPeople {
  readonly performers: readonly string[];
  readonly studio: string | undefined;
}

/** Counts spellings, so that one `JANE DOE` among many `Jane Doe` does not show. */
export class NameSpellings {
  readonly #performers = new SpellingCounts();
  readonly #studios = new SpellingCounts();

  add({ performers, studio }: VideoPeople): void {
    for (const name of performers) this.#performers.add(name);
    if (studio !== undefined) this.#studios.add(studio);
  }

  /** A spelling for each performer and then each studio of a vocabulary, in the order of their terms. */
  inOrderOf(vocabulary: StringTable): readonly string[] {
    return [
      ...spelledNames(vocabulary, 'performer', this.#performers),
      ...spelledNames(vocabulary, 'studio', this.#studios),
    ];
  }
}

class SpellingCounts {
  readonly #spellings = new StringInterner();
  readonly #counts = growableUint32();

  add(name: string): void {
    const id = this.#spellings.idOf(name, 0, Math.min(name.length, MAX_NAME_LENGTH));
    if (id === this.#counts.length) this.#counts.push(0);
    this.#counts.increment(id);
  }

  /** The most frequent last; of equals the one that sorts first. */
  rising(): readonly string[] {
    return Array.from({ length: this.#spellings.size }, (_, id) => ({
      name: this.#spellings.textOf(id),
      count: this.#counts.buffer[id] ?? 0,
    }))
      .sort((a, b) => a.count - b.count || (a.name < b.name ? 1 : -1))
      .map(({ name }) => name);
  }
}

function spelledNames(
  vocabulary: StringTable,
  kind: PersonKind,
  spellings: SpellingCounts,
): readonly string[] {
  const { first, end } = personTerms(vocabulary, kind);
  const names = Array.from({ length: end - first }, (_, index) =>
    textOfTerm(stringAt(vocabulary, first + index)),
  );
  for (const name of spellings.rising()) {
    const term = nameTerm(kind, name);
    const place = term === undefined ? undefined : indexOfString(vocabulary, term);
    // A later spelling is a more frequent one and takes the place.
    if (place !== undefined) names[place - first] = name.toWellFormed().trim();
  }
  return names;
}
