import { expect, test } from 'vitest';
import {
  differingDocuments,
  type IndexedDocument,
} from '../../../indexer/publish/compare-documents.ts';
import { toDocument } from '../../../meili/document.ts';
import { entryOf } from '../../support/meilisearch-entries.ts';

const entry = entryOf(1, {
  lastViewedMs: 1_700_000_000_000,
  video: { performers: ['Jane Doe'], durationS: 61.234_567_890_123_4 },
});
const document: IndexedDocument = toDocument(entry);

function isDifferent(change: IndexedDocument): boolean {
  const documents = new Map([[entry.video.hash, { ...document, ...change }]]);
  return differingDocuments([entry], documents).length > 0;
}

test.each([
  ['a text', { title: 'Another' }],
  ['a number', { durationS: 62 }],
  ['a list', { performers: ['Jane Doe', 'John Smith'] }],
  ['a value that is gone', { studio: 'Acme' }],
  ['a field of somebody else', { foreign: true }],
])('a document that differs in %s is found', (_, change) => {
  expect(isDifferent(change)).toBe(true);
});

test.each([
  ['nothing', {}],
  ['the last digit of a number', { durationS: 61.234_567_890_123_5 }],
  ['the time of the last view, which moves on without a new revision', { lastViewedAt: 1 }],
  ['its revision, which is judged elsewhere', { rev: 99, title: 'Another' }],
])('a document that differs in %s is not', (_, change) => {
  expect(isDifferent(change)).toBe(false);
});

test('a document that is not there is not compared', () => {
  expect(differingDocuments([entry], new Map())).toEqual([]);
});
