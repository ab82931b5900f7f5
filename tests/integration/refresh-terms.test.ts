import pino from 'pino';
import { expect, test } from 'vitest';
import { readCounters } from '../../core/catalogue/counters.ts';
import type { Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { TermStore } from '../../core/catalogue/term-store.ts';
import { tokenizerVersion } from '../../core/similarity/tokenizer.ts';
import { refreshTerms } from '../../indexer/refresh-terms.ts';
import { addVideos } from '../support/meilisearch-catalogue.ts';
import { entryOf, hashOf } from '../support/meilisearch-entries.ts';
import { testCatalogue } from '../support/test-catalogue.ts';

const log = pino({ level: 'silent' });
const { signal } = new AbortController();

/** A catalogue of 450 videos; the versions are of the tokenizers that counted their terms. */
async function setUp(versionOf: (n: number) => number): Promise<Catalogue> {
  const catalogue = await testCatalogue();
  const numbers = Array.from({ length: 450 }, (_, n) => n);
  await addVideos(
    catalogue,
    numbers.map((n) => entryOf(n, { video: { isPresent: n !== 7 } }).video),
  );
  for (const n of numbers) {
    const row = { hash: hashOf(n), tokenizer_version: versionOf(n), terms: 'w:old' };
    await catalogue.insertInto('video_terms').values(row).execute();
  }
  return catalogue;
}

async function termsOf(catalogue: Catalogue, n: number) {
  return await catalogue
    .selectFrom('video_terms')
    .select(['tokenizer_version', 'terms'])
    .where('hash', '=', hashOf(n))
    .executeTakeFirst();
}

test('terms of an older or newer tokenizer are counted anew from the catalogue, and the model is told', async () => {
  const catalogue = await setUp((n) => tokenizerVersion + (n % 2 === 0 ? -1 : 1));
  const before = await readCounters(catalogue);
  expect(await refreshTerms(new TermStore(catalogue), log, signal)).toBe(450);
  // A missing one too: it may come back without being read again.
  for (const n of [0, 1, 7, 449]) {
    const row = await termsOf(catalogue, n);
    expect(row?.tokenizer_version).toBe(tokenizerVersion);
    expect(row?.terms).toContain('w:video');
  }
  expect((await readCounters(catalogue)).terms).toBeGreaterThan(before.terms);
});

test('terms of today’s tokenizer are left alone, and the model is not built again for nothing', async () => {
  const catalogue = await setUp(() => tokenizerVersion);
  const before = await readCounters(catalogue);
  expect(await refreshTerms(new TermStore(catalogue), log, signal)).toBe(0);
  expect(await termsOf(catalogue, 3)).toEqual({
    tokenizer_version: tokenizerVersion,
    terms: 'w:old',
  });
  expect(await readCounters(catalogue)).toEqual(before);
});

test('what an indexer counts in the meantime stays', async () => {
  const catalogue = await setUp(() => tokenizerVersion - 1);
  const terms = new TermStore(catalogue);
  const [video] = await terms.outdated(tokenizerVersion, 1);
  const hash = video?.hash ?? '';
  await catalogue
    .updateTable('video_terms')
    .set({ tokenizer_version: tokenizerVersion, terms: 'w:fresh' })
    .where('hash', '=', hash)
    .execute();
  await terms.replaceOutdated(tokenizerVersion, [{ hash, terms: 'w:stale' }]);
  const row = await catalogue
    .selectFrom('video_terms')
    .select('terms')
    .where('hash', '=', hash)
    .executeTakeFirst();
  expect(row?.terms).toBe('w:fresh');
});
