import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { TermReader } from '../../core/catalogue/term-reader.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const version = 7;
const hashes = ['a', 'b', 'c', 'd', 'e'].map((digit) => digit.repeat(16));
const [jane = '', damaged = '', noList = '', missing = '', other = ''] = hashes;

async function setUp(): Promise<TermReader> {
  const path = join(await temporaryFolder(), 'catalogue.db');
  const catalogue = await openCatalogue(path);
  onTestFinished(() => catalogue.destroy());
  for (const hash of hashes) {
    await addKnownVideo(catalogue, `/library/${hash}.mp4`, hash);
    await catalogue
      .updateTable('video_terms')
      .set({ tokenizer_version: hash === other ? version + 1 : version, terms: `w:${hash}` })
      .where('hash', '=', hash)
      .execute();
  }
  const change = async (hash: string, values: Readonly<Record<string, string | number>>) =>
    await catalogue.updateTable('videos').set(values).where('hash', '=', hash).execute();
  await change(jane, { performers: '["Jane Doe"]', studio: 'Acme' });
  await change(damaged, { performers: '["Jane' });
  await change(noList, { performers: '["Jane", 1]' });
  await change(missing, { is_present: 0, performers: '["Nobody"]' });
  await change(other, { performers: '[]' });
  const reader = new TermReader(path);
  onTestFinished(() => {
    reader.close();
  });
  return reader;
}

test('the terms of present videos are read, of one tokenizer', async () => {
  const reader = await setUp();
  expect([...reader.terms(version)]).toEqual(
    [jane, damaged, noList].map((hash) => ({ hash, terms: `w:${hash}` })),
  );
  expect([...reader.terms(version + 1)]).toEqual([{ hash: other, terms: `w:${other}` }]);
});

test('the names of present videos are read, and of a damaged row none', async () => {
  const reader = await setUp();
  expect([...reader.names()]).toMatchObject([
    { performers: ['Jane Doe'], studio: 'Acme' },
    { performers: [] },
  ]);
});
