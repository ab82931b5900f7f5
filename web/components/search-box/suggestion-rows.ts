// The rows of the panel under the search box: what is in it, in which order, and where each leads.

import type { Person } from '../../../core/contract/people.ts';
import { pages } from '../../../core/contract/routes.ts';
import type { FacetValuesAnswer } from '../../../core/contract/search.ts';
import type { SuggestionsAnswer } from '../../../core/contract/suggestions.ts';
import type { VideoSummary } from '../../../core/contract/video.ts';

/** One row that can be chosen. Keys are unique in the panel, and the same for the same thing in another answer. */
export type SuggestionRow =
  | { readonly kind: 'recent'; readonly key: string; readonly text: string }
  | { readonly kind: 'all'; readonly key: string; readonly text: string }
  | { readonly kind: 'value'; readonly key: string; readonly value: string; readonly count: number }
  | { readonly kind: 'video'; readonly key: string; readonly video: VideoSummary }
  | { readonly kind: 'performer' | 'studio'; readonly key: string; readonly person: Person };

/** Rows under a heading; the rows of the last one, without a label, stand alone. */
export interface SuggestionGroup {
  readonly label: string;
  readonly rows: readonly SuggestionRow[];
}

/** What was found for a text that was typed. */
export type Found =
  | { readonly kind: 'suggestions'; readonly text: string; readonly answer: SuggestionsAnswer }
  | {
      readonly kind: 'values';
      readonly text: string;
      readonly label: string;
      readonly answer: FacetValuesAnswer;
    };

/** Of performers and of studios; more would push the other kinds out of sight. */
const peopleLimit = 4;

/** The groups that have rows, as they stand in the panel. */
export function foundGroups(found: Found): readonly SuggestionGroup[] {
  const groups = found.kind === 'values' ? valueGroups(found) : answerGroups(found.answer);
  return groups.filter(({ rows }) => rows.length > 0);
}

export function recentGroup(recents: readonly string[]): SuggestionGroup {
  const rows = recents.map((text) => ({ kind: 'recent', key: `recent ${text}`, text }) as const);
  return { label: 'Recent searches', rows };
}

/** The way to everything that is found, which Enter takes as well. */
export function allGroup(text: string): SuggestionGroup {
  return { label: '', rows: [{ kind: 'all', key: 'all', text: text.trim() }] };
}

function valueGroups({ label, answer }: Extract<Found, { kind: 'values' }>) {
  const rows = answer.values.map(
    ({ value, count }) => ({ kind: 'value', key: `value ${value}`, value, count }) as const,
  );
  return [{ label, rows }];
}

function answerGroups({ videos, performers, studios }: SuggestionsAnswer) {
  const people = (kind: 'performer' | 'studio', all: readonly Person[]) =>
    all
      .slice(0, peopleLimit)
      .map((person) => ({ kind, key: `${kind} ${person.name}`, person }) as const);
  return [
    {
      label: 'Videos',
      rows: videos.map((video) => ({ kind: 'video', key: `video ${video.hash}`, video }) as const),
    },
    { label: 'Performers', rows: people('performer', performers) },
    { label: 'Studios', rows: people('studio', studios) },
  ];
}

/** The address that a row leads to; undefined for one that only changes what is typed. */
export function hrefOf(row: SuggestionRow): string | undefined {
  switch (row.kind) {
    case 'recent':
    case 'all':
      return `${pages.search}?${new URLSearchParams({ q: row.text }).toString()}`;
    case 'video':
      return pages.video(row.video.hash);
    case 'performer':
    case 'studio':
      return pages[row.kind](row.person.name);
    case 'value':
      return undefined;
  }
}

/** The row that arrow keys go to from a row, or from none: around the ends, with none between last and first. */
export function neighbourRow(
  rows: readonly SuggestionRow[],
  from: SuggestionRow | undefined,
  step: 1 | -1,
): SuggestionRow | undefined {
  const index = from === undefined ? -1 : rows.findIndex(({ key }) => key === from.key);
  if (index === -1) return step === 1 ? rows[0] : rows.at(-1);
  return rows[index + step];
}
