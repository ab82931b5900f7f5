import { expect, test } from 'vitest';
import { correction } from '../../../indexer/publish/audit-index.ts';

const present = { hash: 'a', rev: 5, publishedRev: 5, isPresent: true };
const absent = { ...present, isPresent: false };

test.each([
  ['the index has what it should have', present, 5, undefined],
  ['the document is missing', present, undefined, 0],
  ['the document is older', present, 3, 3],
  ['the document is of another catalogue', present, 9, 0],
  ['the document has no revision', present, -1, 0],
  [
    'it was never published and is not there',
    { ...present, publishedRev: 0 },
    undefined,
    undefined,
  ],
  ['a newer one waits to be sent', { ...present, publishedRev: 3 }, 3, undefined],
  ['it was sent, and the note of it was lost', { ...present, publishedRev: 3 }, 5, 5],
  ['it is gone as it should be', absent, undefined, undefined],
  ['it should be gone', absent, 4, 0],
  ['its deletion waits to be sent', { ...absent, publishedRev: 4 }, 4, undefined],
])('when %s, the catalogue is told just that', (_, belief, indexed, rev) => {
  expect(correction(belief, indexed)).toEqual(rev === undefined ? [] : [{ hash: 'a', rev }]);
});
