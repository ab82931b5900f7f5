// What a set of content filters leaves of a library, and whether a text tells of the rest. Pure.

import { facetKey } from '../../meili/facet-key.ts';
import {
  describeRule,
  isVisible,
  namesOf,
  type AwkwardLibrary,
  type AwkwardVideo,
  type Entity,
  type Field,
  type Rule,
} from './awkward-library.ts';

/** A library under a set of filters. */
export class FilteredWorld {
  readonly library: AwkwardLibrary;
  readonly visible: readonly AwkwardVideo[];
  readonly hidden: readonly AwkwardVideo[];
  /** Those of hidden videos that no visible one has. */
  readonly hiddenEntities: readonly Entity[];
  readonly visibleEntities: readonly Entity[];
  readonly #rules: readonly Rule[];
  readonly #secrets: readonly string[];

  constructor(library: AwkwardLibrary, rules: readonly Rule[]) {
    this.library = library;
    this.#rules = rules;
    this.visible = library.videos.filter((video) => isVisible(video, rules));
    this.hidden = library.videos.filter((video) => !isVisible(video, rules));
    const copies = this.visible.flatMap((video) => visibleCopy(video, rules) ?? []);
    const seen = new Set([...entitiesOf(this.visible), ...copies]);
    this.visibleEntities = [...seen];
    this.hiddenEntities = [...entitiesOf(this.hidden)].filter((entity) => !seen.has(entity));
    // A name may be a part of one that is shown.
    const shown = [...seen]
      .flatMap(({ spellings }) => spellings)
      .join('\n')
      .toLowerCase();
    this.#secrets = [
      ...this.hidden.flatMap(({ hash, token }) => [hash, token]),
      ...this.hiddenEntities.map(({ token }) => token).filter((token) => !shown.includes(token)),
    ];
  }

  /** The tokens and hashes of hidden things that a text has in it. */
  secretsIn(text: string): readonly string[] {
    const folded = text.toLowerCase();
    return this.#secrets.filter((secret) => folded.includes(secret));
  }

  /** How many visible videos have each value of a field, by the value's normal form. */
  counts(field: Field): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const key of this.visible.flatMap((video) => namesOf(video, field).map(facetKey)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  /** One line for a failure. */
  describe(): string {
    const rules = this.#rules.map(describeRule).join(', ');
    return `${this.visible.length} visible, ${this.hidden.length} hidden by [${rules}]`;
  }
}

function entitiesOf(videos: readonly AwkwardVideo[]): ReadonlySet<Entity> {
  return new Set(videos.flatMap(({ entities }) => Object.values(entities).flat()));
}

/** The collection that a video has a copy in, unless that alone would be hidden. */
function visibleCopy(video: AwkwardVideo, rules: readonly Rule[]): Entity | undefined {
  const { copyIn, entities } = video;
  if (copyIn === undefined) return undefined;
  const copy = { ...video, entities: { ...entities, collection: [copyIn] } };
  return isVisible(copy, rules) ? copyIn : undefined;
}
