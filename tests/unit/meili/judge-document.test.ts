import { expect, test } from 'vitest';
import { judgeDocument } from '../../../indexer/publish/judge-document.ts';

const present = { hash: 'a', rev: 5, publishedRev: 5, isPresent: true, isRefused: false };
const absent = { ...present, isPresent: false };
const refused = { ...present, isRefused: true };
const behind = { ...present, publishedRev: 3 };

test.each([
  ['the index has what it should have', present, 5, { isInStep: true }],
  ['the document is missing', present, undefined, { finding: 'missing', rev: 0 }],
  ['the document is older', present, 3, { finding: 'stale', rev: 3 }],
  ['the document is of another catalogue', present, 9, { finding: 'stale', rev: 0 }],
  ['the document has no revision', present, -1, { finding: 'stale', rev: 0 }],
  ['it was never published and is not there', { ...present, publishedRev: 0 }, undefined, {}],
  ['a newer one waits to be sent', behind, 3, {}],
  [
    'a newer one waits to be sent, and the old one is missing',
    behind,
    undefined,
    { finding: 'missing', rev: 0 },
  ],
  ['it was sent, and the note of it was lost', behind, 5, { rev: 5, isInStep: true }],
  ['it was refused and is not there', refused, undefined, {}],
  ['it was refused, and an older one is there', refused, 3, {}],
  ['it was refused, and got in by a rebuild', refused, 5, { rev: 5, isInStep: true }],
  ['it is gone as it should be', absent, undefined, {}],
  ['it should be gone', absent, 4, { finding: 'surplus', rev: 0 }],
  ['its deletion waits to be sent', { ...absent, publishedRev: 4 }, 4, {}],
])('when %s, an audit finds just that', (_, belief, indexed, verdict) => {
  expect(judgeDocument(belief, indexed)).toEqual({ isInStep: false, ...verdict });
});
