// The site-wide content filters, compiled twice: for the search engine and for a single video. Both must say the same.

import type { Video } from '../core/catalogue/video.ts';
import type { ContentFilter } from '../core/contract/dashboard.ts';
import { facetKey } from './facet-key.ts';
import type { VideoFilter } from './condition.ts';
import { and, isOneOf, not, or, type Filter, type FilterField } from './filter.ts';
import { mentionsName } from './name-mention.ts';

/** What of a video content filters look at. */
export type FilteredVideo = Pick<
  Video,
  'studio' | 'categories' | 'performers' | 'tags' | 'collection'
>;

/** The active rules, compiled. */
export interface CompiledContentFilter {
  /** Matches what people may see; undefined when that is everything. */
  readonly filter: Filter | undefined;
  /** The same, for whoever judges videos at hand as well. */
  readonly videoFilter: VideoFilter;
  /** Whether people may see the video. */
  isVisible(video: FilteredVideo): boolean;
  /** Whether a text that is no video's names something that a rule hides. */
  mentionsHidden(text: string): boolean;
}

type Field = ContentFilter['field'];
type Mode = ContentFilter['mode'];

/** The field of the index behind each field of a rule. */
export const ruleFields = {
  studio: 'studio',
  category: 'categories',
  performer: 'performers',
  tag: 'tags',
  collection: 'collection',
} as const satisfies Record<Field, FilterField>;

/**
 * Compiles the rules that are active. `hide` hides what has the value. Where a field has `only` rules, a video must have
 * one of their values; with such rules on several fields it must satisfy each of these.
 */
export function compileContentFilter(rules: readonly ContentFilter[]): CompiledContentFilter {
  const active = rules.filter((rule) => rule.active);
  const groups = groupRules(active);
  const hidden = groups.filter((group) => group.mode === 'hide');
  const only = groups.filter((group) => group.mode === 'only');
  const isHidden = or(...hidden.map(toFilter));
  const filter = and(...only.map(toFilter), isHidden === undefined ? undefined : not(isHidden));
  const isVisible = (video: FilteredVideo) =>
    only.every((group) => matches(group, video)) && !hidden.some((group) => matches(group, video));
  return {
    filter,
    videoFilter: { filter, matches: isVisible },
    isVisible,
    mentionsHidden: (text) =>
      active.some(({ mode, value }) => mode === 'hide' && mentionsName(text, value)),
  };
}

/** The values of all rules of one mode on one field, in their normal form. */
interface RuleGroup {
  readonly field: Field;
  readonly mode: Mode;
  readonly keys: ReadonlySet<string>;
}

function groupRules(rules: readonly ContentFilter[]): readonly RuleGroup[] {
  const groups = Map.groupBy(rules, ({ field, mode }) => `${field} ${mode}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    // A blank value is not in the index, so it can neither be hidden nor shown.
    const keys = group.map(({ value }) => facetKey(value)).filter((key) => key !== '');
    return [{ field: first.field, mode: first.mode, keys: new Set(keys) }];
  });
}

function toFilter({ field, keys }: RuleGroup): Filter {
  return isOneOf(ruleFields[field], [...keys]);
}

function matches({ field, keys }: RuleGroup, video: FilteredVideo): boolean {
  return valuesOf(video, field).some((value) => keys.has(facetKey(value)));
}

function valuesOf(video: FilteredVideo, field: Field): readonly string[] {
  switch (field) {
    case 'studio':
      return video.studio === undefined ? [] : [video.studio];
    case 'category':
      return video.categories;
    case 'performer':
      return video.performers;
    case 'tag':
      return video.tags;
    case 'collection':
      return [video.collection];
  }
}
