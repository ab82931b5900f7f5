// The only place that writes Meilisearch filter expressions. Quotes every value; knows no request and no rule.

import { facetKey } from './facet-key.ts';

/** A filter expression, whole and safe to combine. Only the functions of this module make one. */
export type Filter = string & { readonly __filter: unique symbol };

/** A field that can be filtered by; see `settings.ts`. */
export type FilterField =
  | 'hash'
  | 'performers'
  | 'studio'
  | 'categories'
  | 'tags'
  | 'collection'
  | 'pathWords'
  | 'resolution'
  | 'playability'
  | 'videoCodec'
  | 'releasedYear'
  | 'releasedAt'
  | 'addedAt'
  | 'durationS'
  | 'durationSlot'
  | 'lines'
  | 'sizeBytes'
  | 'views'
  | 'lastViewedAt'
  | 'titleKey'
  | 'isFavourite'
  | 'shuffle'
  | 'schemaVersion';

/** Bounds of a range; an absent one is open. */
export interface Bounds {
  /** Belongs to the range. */
  readonly min?: number | undefined;
  /** Belongs to the range. */
  readonly max?: number | undefined;
  /** The first number beyond the range. */
  readonly below?: number | undefined;
}

function asFilter(expression: string): asserts expression is Filter {
  if (expression === '') throw new TypeError('A filter expression must not be empty.');
}

function make(expression: string): Filter {
  asFilter(expression);
  return expression;
}

/** Inside double quotes only the quote and the backslash mean something to the filter parser. */
function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** The field has this value, or one of its values is this; case and width of letters do not matter. */
export function equals(field: FilterField, value: string | number | boolean): Filter {
  const text = typeof value === 'string' ? quote(facetKey(value)) : String(value);
  return make(`${field} = ${text}`);
}

/** The field has one of these values; no value at all matches nothing. */
export function isOneOf(field: FilterField, values: readonly string[]): Filter {
  return make(`${field} IN [${values.map((value) => quote(facetKey(value))).join(',')}]`);
}

/** The number lies within the bounds; a document without the field does not. Undefined when both are open. */
export function inRange(field: FilterField, { min, max, below }: Bounds): Filter | undefined {
  return and(
    min === undefined ? undefined : compares(field, '>=', min),
    max === undefined ? undefined : compares(field, '<=', max),
    below === undefined ? undefined : compares(field, '<', below),
  );
}

/** The field's value is smaller or larger; texts compare by the bytes of their normal form, as they sort. */
export function compares(
  field: FilterField,
  operator: '<' | '<=' | '>' | '>=',
  value: string | number,
): Filter {
  const text = typeof value === 'string' ? quote(facetKey(value)) : numberText(value);
  return make(`${field} ${operator} ${text}`);
}

/** The document has the field, and it is not null. */
export function exists(field: FilterField): Filter {
  return make(`(${field} EXISTS AND ${field} IS NOT NULL)`);
}

/** What does not match; undefined, which matches everything, stays so. */
export function not(filter: Filter): Filter {
  return make(`NOT (${filter})`);
}

/** All must match; undefined ones do not restrict. Undefined when nothing does. */
export function and(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  return join(filters, ' AND ');
}

/** One must match; undefined ones are left out. Undefined when none is left. */
export function or(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  return join(filters, ' OR ');
}

function join(filters: readonly (Filter | undefined)[], operator: string): Filter | undefined {
  const given = filters.filter((filter) => filter !== undefined);
  if (given.length <= 1) return given[0];
  return make(`(${given.join(operator)})`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A bound must be finite, not ${value}.`);
  // The filter parser knows no plus: 1e21 for 1e+21.
  return String(value).replace('+', '');
}
