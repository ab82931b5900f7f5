// What is and was done to the search index, in words. Pure.

import type { IndexRun, PublishFailure } from '../../../core/contract/search-index.ts';
import { formatCount, formatCountOf, formatLongDuration, formatTook } from '../../lib/format.ts';
import { formatMoment } from '../../lib/format-moment.ts';

const documentNoun = { one: 'document', other: 'documents' } as const;

/** What a run that is over came to, as a sentence. */
export function describeRun(run: IndexRun, nowMs: number, locale?: string): string {
  const when = formatMoment(run.finishedAt ?? run.requestedAt, nowMs, locale);
  if (run.state === 'failed' || run.findings === null) {
    const attempts = formatCountOf(run.attempts, { one: 'attempt', other: 'attempts' }, locale);
    return `Failed ${when} after ${attempts}: ${run.error ?? 'no reason is known.'}`;
  }
  const documents = formatCountOf(run.findings.documents, documentNoun, locale);
  return run.kind === 'audit'
    ? `Audited ${when}: ${documents}, ${describeFindings(run.findings, locale)}`
    : `Rebuilt ${when}: ${documents}${tookOf(run, locale)}`;
}

function describeFindings(
  { missing, stale, surplus }: NonNullable<IndexRun['findings']>,
  locale: string | undefined,
): string {
  const count = (value: number) => formatCount(value, locale);
  const was = (value: number) => (value === 1 ? 'was' : 'were');
  const found = [
    missing > 0 && `${count(missing)} ${was(missing)} missing and sent again`,
    stale > 0 && `${count(stale)} ${was(stale)} out of date and sent again`,
    surplus > 0 && `${count(surplus)} too many ${was(surplus)} removed`,
  ].filter((part) => part !== false);
  return found.length === 0 ? 'nothing to repair' : found.join(', ');
}

function tookOf({ startedAt, finishedAt }: IndexRun, locale: string | undefined): string {
  if (startedAt === null || finishedAt === null) return '';
  return ` in ${formatTook(startedAt, finishedAt, locale)}`;
}

/** Who wanted it. */
export const requesters = {
  person: 'asked for by hand',
  schedule: 'on schedule',
  indexer: 'because the indexer found it necessary',
} as const satisfies Record<IndexRun['requestedBy'], string>;

/** A run that is not over. */
export interface RunProgress {
  readonly title: string;
  readonly text: string;
  /** 0 to 100; undefined while it is not known. */
  readonly percent: number | undefined;
}

/** How far a run is that waits or runs. */
export function describeProgress(run: IndexRun, locale?: string): RunProgress {
  const title = run.kind === 'audit' ? 'Checking the index' : 'Rebuilding the index';
  if (run.state !== 'running' || run.stage === null) {
    const waiting = run.error === null ? 'Waiting for the indexer' : `Trying again: ${run.error}`;
    return { title, text: waiting, percent: undefined };
  }
  const count = `${formatCount(run.done, locale)} of ${formatCountOf(run.total, documentNoun, locale)}`;
  const left =
    run.secondsLeft === null ? '' : ` · ${formatLongDuration(run.secondsLeft, locale)} left`;
  const percent = run.total === 0 ? undefined : Math.floor((run.done / run.total) * 100);
  return { title, text: `${stageWords[run.stage]}: ${count}${left}`, percent };
}

const stageWords = {
  filling: 'Filling the new index',
  comparing: 'Comparing with the catalogue',
} as const;

/** What could not be done, as a sentence. */
export function describeFailure(failure: PublishFailure, locale?: string): string {
  switch (failure.step) {
    case 'prepare':
      return 'The search index could not be prepared.';
    case 'publish':
      return failure.documents === null
        ? 'Changes could not be sent.'
        : `Up to ${formatCountOf(failure.documents, documentNoun, locale)} could not be sent.`;
    case 'rebuild':
      return 'The search index could not be rebuilt.';
    case 'audit':
      return 'The search index could not be checked.';
    default:
      return failure.step satisfies never;
  }
}

const byItself = 'It is tried again by itself, and nothing is lost meanwhile.';

const remedies: Readonly<Record<string, string>> = {
  search_unavailable: `See that Meilisearch runs (Status, Programs). ${byItself}`,
  foreign_index: 'Set MEILI_URL to a Meilisearch that has no index of this name.',
  invalid_api_key: 'Set MEILI_MASTER_KEY to the key that this Meilisearch was started with.',
  missing_authorization_header: 'Set MEILI_MASTER_KEY to the key of this Meilisearch.',
  no_space_left_on_device: `Make room on the disk that Meilisearch writes to. ${byItself}`,
  database_size_limit_reached: `Make room on the disk that Meilisearch writes to. ${byItself}`,
  too_many_open_files: `Raise the limit of open files (ulimit -n) for Meilisearch. ${byItself}`,
  io_error: `See that the disk of Meilisearch is well. ${byItself}`,
  invalid_store_file: 'The files of Meilisearch are damaged: stop it, delete its folder, start it.',
  SQLITE_BUSY: `Another program holds the catalogue. ${byItself}`,
};

/** What a person can do about a failure. */
export function remedyOf({ code }: Pick<PublishFailure, 'code'>): string {
  return (code === null ? undefined : remedies[code]) ?? `${byItself} The logs say more.`;
}
