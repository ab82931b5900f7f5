import { copyFile, link, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { addKnownVideo } from '../support/known-video.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { callToEnd } from './cli-process.ts';

/** A data folder whose catalogue knows the given files, by hash; `at` gives their paths. */
async function knownFiles(files: Readonly<Record<string, { hash: string; sizeBytes: number }>>) {
  const data = await temporaryFolder();
  const at = (name: string) => join(data, name);
  const catalogue = await openCatalogue(at('catalogue.db'));
  for (const [name, { hash, sizeBytes }] of Object.entries(files)) {
    await addKnownVideo(catalogue, at(name), hash);
    await catalogue
      .updateTable('files')
      .set({ hash, state: 'ready', size_bytes: sizeBytes })
      .where('path', '=', at(name))
      .execute();
  }
  await catalogue.destroy();
  const duplicates = (...flags: string[]) =>
    callToEnd(['doctor', 'duplicates', '--data', data, ...flags]);
  return { data, at, duplicates };
}

const small = { hash: 'aaaaaaaaaaaaaaaa', sizeBytes: 1024 };
const large = { hash: 'bbbbbbbbbbbbbbbb', sizeBytes: 5 * 1024 ** 3 };
const single = { hash: 'cccccccccccccccc', sizeBytes: 7 };

test('lists every video with more than one file, the largest gain first', async () => {
  const { at, duplicates } = await knownFiles({
    'small 1.mp4': small,
    'small 2.mp4': small,
    'large 2.mp4': large,
    'large 1.mp4': large,
    'large 3.mp4': large,
    'single.mp4': single,
  });
  const { code, said } = await duplicates();
  expect(said.split('\n')).toEqual([
    `A walk on the beach  ${large.hash}  10.0 GiB to gain`,
    `     5.0 GiB  ${at('large 1.mp4')}`,
    `     5.0 GiB  ${at('large 2.mp4')}`,
    `     5.0 GiB  ${at('large 3.mp4')}`,
    `A walk on the beach  ${small.hash}  1.0 KiB to gain`,
    `     1.0 KiB  ${at('small 1.mp4')}`,
    `     1.0 KiB  ${at('small 2.mp4')}`,
    '2 videos have more than one file; deleting all but one of each gives back 10.0 GiB. Nothing was changed.',
    '',
  ]);
  expect(code).toBe(0);
});

test('does not count links to one file as copies to gain from', async () => {
  const { at, duplicates } = await knownFiles({
    'a.mp4': small,
    'b hard.mp4': small,
    'c soft.mp4': small,
    'd copy.mp4': small,
  });
  await writeFile(at('a.mp4'), 'content');
  await link(at('a.mp4'), at('b hard.mp4'));
  await symlink('a.mp4', at('c soft.mp4'));
  await copyFile(at('a.mp4'), at('d copy.mp4'));
  const { said } = await duplicates();
  expect(said).toContain(`${at('b hard.mp4')}  (the same file as ${at('a.mp4')})\n`);
  expect(said).toContain(`${at('c soft.mp4')}  (the same file as ${at('a.mp4')})\n`);
  expect(said).toContain(`${at('d copy.mp4')}\n`);
  expect(said).toContain('gives back 1.0 KiB.');
});

test('quotes names that would mislead a terminal', async () => {
  const { duplicates } = await knownFiles({ 'a\n\u001b[2J.mp4': small, 'b.mp4': small });
  expect((await duplicates()).said).toContain(String.raw`/a\n\u001b[2J.mp4"`);
});

test('prints JSON for programs', async () => {
  const { at, duplicates } = await knownFiles({ 'a.mp4': large, 'b.mp4': large, 'c.mp4': single });
  const { said } = await duplicates('--json');
  expect(JSON.parse(said)).toEqual({
    duplicates: [
      {
        hash: large.hash,
        title: 'A walk on the beach',
        copies: ['a.mp4', 'b.mp4'].map((name) => ({ path: at(name), sizeBytes: large.sizeBytes })),
        reclaimableBytes: large.sizeBytes,
      },
    ],
    reclaimableBytes: large.sizeBytes,
  });
});

test('says so when there is none', async () => {
  const { duplicates } = await knownFiles({ 'a.mp4': single });
  expect((await duplicates()).said).toBe('No video lies in the library more than once.\n');
  expect(JSON.parse((await duplicates('--json')).said)).toEqual({
    duplicates: [],
    reclaimableBytes: 0,
  });
});

test('says that there is no catalogue where none is', async () => {
  const data = await temporaryFolder();
  const { code, said } = await callToEnd(['doctor', 'duplicates', '--data', data]);
  expect(code).toBe(1);
  expect(said).toContain(`There is no catalogue in ${data}.`);
});
