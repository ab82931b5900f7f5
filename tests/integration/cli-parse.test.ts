// `reeldex parse`: what it says of one name, and of a library.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { addKnownVideo, seeFile } from '../support/known-video.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { callToEnd } from './cli-process.ts';

/** A data folder whose catalogue knows two videos and a file that nobody has read yet. */
async function dataFolder(): Promise<string> {
  const data = await temporaryFolder();
  const catalogue = await openCatalogue(join(data, 'catalogue.db'));
  await addKnownVideo(catalogue, '/videos/Ann - Foo (2019).mp4', '0000000000000001');
  await addKnownVideo(
    catalogue,
    '/other/Some.Movie.2019.1080p.WEB.x264-GRP.mkv',
    '0000000000000002',
  );
  await seeFile(catalogue, '/third/Waiting.mp4');
  await catalogue.destroy();
  return data;
}

describe('reeldex parse NAME', () => {
  it('shows each field, and the template or the folder that gave it', async () => {
    const { code, said } = await callToEnd(['parse', 'Studios/Acme/Ann - Foo #live.mp4']);
    expect(code).toBe(0);
    expect(said).toMatch(/^template +\{performers\} - \{title\} /m);
    expect(said).toMatch(/^title +Foo +name$/m);
    expect(said).toMatch(/^studio +Acme +folder Studios\/Acme$/m);
    expect(said).toMatch(/^tags +live +name$/m);
    expect(said).toMatch(/^Nothing says: line, /m);
  });

  it('prints JSON', async () => {
    const { said } = await callToEnd(['parse', '--json', 'Show.S02E05.720p.WEB.mkv']);
    expect(JSON.parse(said)).toEqual({
      name: 'Show.S02E05.720p.WEB',
      template: { source: '{release}', position: 1 },
      fields: [
        { field: 'title', value: 'Show - S02E05', from: ['name'] },
        { field: 'line', value: 'Show', from: ['name'] },
      ],
    });
  });

  it('reads by the settings, and only the folders below a library', async () => {
    const folder = await temporaryFolder();
    const config = join(folder, 'my.yaml');
    await writeFile(
      config,
      'libraries: [Studios]\ntemplates: ["{studio} {released:ymd} {title}"]\nfolderNames: { line: [reihe] }\n',
    );
    const path = join(folder, 'Studios/Acme/Reihe/Gold/Bolt.24.05.12.Foo.mp4');
    const { said } = await callToEnd(['parse', path, '--config', config]);
    expect(said).toMatch(/^studio +Bolt +name$/m);
    expect(said).toMatch(/^released +2024-05-12 +name$/m);
    expect(said).toMatch(/^line +Gold +folder Reihe\/Gold$/m);
  });

  it('points at the column of a mistake in a template', async () => {
    const folder = await temporaryFolder();
    const config = join(folder, 'my.yaml');
    await writeFile(config, 'templates: ["{title", "{performers} - {titel}"]\n');
    const { code, said } = await callToEnd(['parse', 'Foo', '--config', config]);
    expect(code).toBe(1);
    expect(said).toContain('filename template "{title", column 1: "{" is not closed');
    expect(said).toContain(
      'filename template "{performers} - {titel}", column 17: there is no field',
    );
  });

  it('asks which name when there is none', async () => {
    expect(await callToEnd(['parse'])).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^Which name\? (node .*main\.ts parse) "NAME", or \1 --library\n$/,
      ) as string,
    });
  });
});

describe('reeldex parse --library', () => {
  it('counts the files of each template and the videos that have each field', async () => {
    const { code, said } = await callToEnd(['parse', '--library', '--data', await dataFolder()]);
    expect(code).toBe(0);
    expect(said).toMatch(/^ +1 +33 % {2}\{release\}\n +such as: Some\.Movie\.2019\./m);
    expect(said).toMatch(/^ +1 +33 % {2}\{performers\} - \{title\}$/m);
    expect(said).toMatch(/^ +1 +33 % {2}\{title\}\n +such as: Waiting$/m);
    expect(said).toMatch(/^ +0 +0 % {2}\{title\} \(\{year\}\)$/m);
    expect(said).toMatch(/^sourceId( +0){4} +2 +0 %$/m);
  });

  it('prints JSON', async () => {
    const { said } = await callToEnd([
      'parse',
      '--library',
      '--json',
      '--data',
      await dataFolder(),
    ]);
    expect(JSON.parse(said)).toMatchObject({ fileCount: 3, videoCount: 2 });
  });

  it('says what to do where the library is empty, or there is none', async () => {
    const data = await temporaryFolder();
    const absent = await callToEnd(['parse', '--library', '--data', data]);
    expect(absent.code).toBe(1);
    expect(absent.said).toContain('There is no catalogue in');
    await (await openCatalogue(join(data, 'catalogue.db'))).destroy();
    const empty = await callToEnd(['parse', '--library', '--data', data]);
    expect(empty.code).toBe(0);
    expect(empty.said).toContain('npm start -- ~/Videos');
  });
});
