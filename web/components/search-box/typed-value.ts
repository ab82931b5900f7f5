// The value of a filter that is being typed, such as `performer:ja`, and the text with the whole value in its place.

import { parseQuery } from '../../../core/contract/query-language/parse-query.ts';
import { listNameOf } from '../../../core/contract/query-language/read-part.ts';
import { splitQuery } from '../../../core/contract/query-language/split-query.ts';
import type { NameFacet } from '../../../core/contract/search.ts';

/** A value that is being typed, and where it stands. */
export interface TypedValue {
  readonly parameter: keyof typeof facetOf;
  readonly facet: NameFacet;
  /** What is typed of it so far; may be empty. */
  readonly value: string;
  /** What stands before it, such as `-tag:` or `#`. */
  readonly opening: string;
  /** Of the opening, in the text. */
  readonly start: number;
  /** Behind the value. */
  readonly end: number;
}

const facetOf = {
  performer: 'performers',
  studio: 'studio',
  category: 'categories',
  tag: 'tags',
  collection: 'collection',
} as const satisfies Record<string, NameFacet>;

/** The value before the caret; undefined when it stands in something else, or within a value. */
export function typedValueAt(text: string, caret: number): TypedValue | undefined {
  if (/^\S/.test(text.slice(caret))) return undefined;
  const part = splitQuery(text.slice(0, caret)).at(-1);
  if (part?.isOpen !== true) return undefined;
  const [, opening = '', name = 'tag'] = /^(-?(?:(\p{L}+):|#))/u.exec(part.text) ?? [];
  const parameter = opening === '' ? undefined : listNameOf(name.toLowerCase());
  if (parameter === undefined || !isCompletable(parameter)) return undefined;
  return {
    parameter,
    facet: facetOf[parameter],
    value: part.text.slice(opening.length).replace(/^"/, '').trim(),
    opening,
    start: caret - part.text.length,
    end: caret,
  };
}

function isCompletable(parameter: string): parameter is keyof typeof facetOf {
  return Object.hasOwn(facetOf, parameter);
}

/**
 * The text with a whole value where part of it was typed, in quotes when it needs them, and a space behind it;
 * undefined when the query language cannot say the value.
 */
export function withValue(text: string, typed: TypedValue, value: string): string | undefined {
  // A filter takes a leading exclamation mark for a sign.
  if (value.startsWith('!')) return undefined;
  const sign = typed.opening.startsWith('-') ? '-' : '';
  const named = typed.opening.endsWith('#') ? `${sign}tag:` : typed.opening;
  const wanted = sign === '' ? value : `!${value}`;
  const written = [`${typed.opening}${value}`, `${named}"${value}"`].find((candidate) => {
    const { q, filters } = parseQuery(candidate);
    return q === '' && filters[typed.parameter]?.join('\n') === wanted;
  });
  if (written === undefined) return undefined;
  return `${text.slice(0, typed.start)}${written} ${text.slice(typed.end).trimStart()}`;
}
