// The command line where it ends by itself: what it says, with which exit code.

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DataFolderLock } from '../../cli/start/data-folder-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { callToEnd, listenSomewhere } from './cli-process.ts';

describe('a start that cannot succeed', () => {
  it('says in one sentence that the port is in use', async () => {
    const data = await temporaryFolder();
    const port = String(await listenSomewhere());
    expect(await callToEnd(['start', '--data', data, '--port', port])).toEqual({
      code: 1,
      said: `Port ${port} of 127.0.0.1 is in use by another program. Choose another with --port (or REELDEX_PORT, or "port" in reeldex.yaml).\n`,
    });
  });

  it('says which address is not one of this machine', async () => {
    const data = await temporaryFolder();
    const { code, said } = await callToEnd(['start', '--data', data, '--host', '192.0.2.1']);
    expect(code).toBe(1);
    expect(said).toBe(
      '192.0.2.1 is not an address of this machine. Choose another with --host (or REELDEX_HOST, or "host" in reeldex.yaml).\n',
    );
  });

  it('names every folder that cannot be used', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const named = [join(folder, 'absent'), join(folder, 'file')];
    const { code, said } = await callToEnd([
      'start',
      ...named,
      '--data',
      join(folder, 'data'),
      '--port',
      '0',
    ]);
    expect(code).toBe(1);
    expect(said).toBe(
      `The folder ${named[0] ?? ''} does not exist. Name another, as in: npm start -- ~/Videos\n` +
        `The folder ${named[1] ?? ''} is not a folder. Name another, as in: npm start -- ~/Videos\n`,
    );
  });

  it('names the setting of a folder in the settings file that does not exist', async () => {
    const folder = await temporaryFolder();
    const config = join(folder, 'my.yaml');
    await writeFile(config, 'libraries: [nowhere]\nport: 0\n');
    const { code, said } = await callToEnd(['start', '--config', config]);
    expect(code).toBe(1);
    expect(said).toBe(
      `The folder ${join(folder, 'nowhere')} does not exist. Change "libraries" in reeldex.yaml.\n`,
    );
  });

  it('points at the mistakes in file name templates', async () => {
    const folder = await temporaryFolder();
    const config = join(folder, 'my.yaml');
    await writeFile(config, 'templates: ["{title", "{title}", "{actor}"]\nport: 0\n');
    expect(await callToEnd(['start', '--config', config])).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^filename template "\{title", column 1: .*\nfilename template "\{actor\}", column 2: .*\nChange "templates" in reeldex.yaml.\n$/,
      ) as string,
    });
  });

  it('says that the data folder cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const data = join(folder, 'file', 'data');
    expect(await callToEnd(['start', '--data', data])).toEqual({
      code: 1,
      said: `The data folder ${data} cannot be written (ENOTDIR). Choose another with --data (or REELDEX_DATA, or "data" in reeldex.yaml).\n`,
    });
  });

  it('says who uses the data folder already', async () => {
    const data = await temporaryFolder();
    const lock = DataFolderLock.acquire(data);
    onTestFinished(() => lock.release());
    lock.announce('http://127.0.0.1:1234');
    expect(await callToEnd(['start', '--data', data])).toEqual({
      code: 1,
      said: `The data folder ${data} is in use by a Reeldex at http://127.0.0.1:1234 (pid ${process.pid}). Choose another with --data (or REELDEX_DATA, or "data" in reeldex.yaml).\n`,
    });
  });

  it('says that Meilisearch cannot be run here and what to set', async () => {
    const data = await temporaryFolder();
    const env = { MEILI_BIN: '/bin/false' };
    const { code, said } = await callToEnd(['start', '--data', data, '--port', '0'], env);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The Meilisearch binary \/bin\/false cannot be run: .*MEILI_BIN.*MEILI_URL/,
    );
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says which settings are wrong and where, without a stack', async () => {
    const config = join(await temporaryFolder(), 'my.yaml');
    await writeFile(config, 'librarys: [films]\nworker:\n  threads: 2\n');
    const { code, said } = await callToEnd(['start', '--config', config, '--port', 'many']);
    expect(code).toBe(1);
    const unknown = 'there is no such setting; reeldex.example.yaml has all of them';
    expect(said.trimEnd().split('\n').toSorted()).toEqual([
      '--port: must be a whole number from 0 to 65535',
      `${config}:1: librarys: ${unknown}`,
      `${config}:3: worker.threads: ${unknown}`,
    ]);
  });

  it('leaves the data folder free for the next start', async () => {
    const data = await temporaryFolder();
    await callToEnd(['start', join(data, 'absent'), '--data', data, '--port', '0']);
    expect(existsSync(join(data, 'lock.json'))).toBe(false);
    DataFolderLock.acquire(data).release();
  });
});

describe('the command line', () => {
  it.each([
    [['nonsense'], 1, /^Unknown command nonsense\. See: node .*cli\/main\.ts --help\n$/],
    [
      ['start', '--prot', '1'],
      1,
      /^"start" does not take --prot: leave it out\. It takes --config, .*--port, --verbose\.\n$/,
    ],
    [['doctor', 'preview'], 1, /^preview is no folder\. .*main\.ts doctor previews\n$/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /USAGE node .*main\.ts start\|demo\|scan/],
    [
      ['scan', '--port', '1'],
      1,
      /^"scan" does not take --port: leave it out\. .*--collection\.\n$/,
    ],
    [
      ['scan', '--help'],
      0,
      /^Ask [^(]+ \(node .*main\.ts scan\)\n\nUSAGE node .*main\.ts scan \[OPTIONS\](?!.*--port)/s,
    ],
    [['start', '--help'], 0, /--port=<NUMBER> +Port to listen on/],
  ])('answers %j', async (args, code, said) => {
    const answer = await callToEnd(args);
    expect(answer.said).toMatch(said);
    expect(answer.code).toBe(code);
  });

  it('does not scan without an indexer, and does not make a catalogue where none is', async () => {
    const data = await temporaryFolder();
    const answer = await callToEnd(['scan', '--data', data]);
    expect(answer.code).toBe(1);
    expect(answer.said).toContain(`There is no catalogue in ${data}.`);
    expect(existsSync(join(data, 'catalogue.db'))).toBe(false);
  });
});

describe('the doctor', () => {
  it('finds nothing wrong on a machine that has everything', async () => {
    const folder = await temporaryFolder();
    const { code, said } = await callToEnd([
      'doctor',
      folder,
      '--data',
      join(folder, 'data'),
      '--port',
      '0',
    ]);
    expect(said).not.toContain('fail');
    expect(said).toMatch(/^ok +Meilisearch +1\.21/m);
    expect(said).toMatch(new RegExp(`^ok +Library +${folder}$`, 'm'));
    expect(code).toBe(0);
  });

  it('says what is wrong and what to do about it', async () => {
    const data = await temporaryFolder();
    await writeFile(
      join(data, 'catalogue.db'),
      'this is no database, but it is long enough to be taken for one',
    );
    const port = String(await listenSomewhere());
    const env = { FFMPEG_PATH: '/nowhere/ffmpeg', MEILI_BIN: '/nowhere/meilisearch' };
    const { code, said } = await callToEnd(['doctor', '--data', data, '--port', port], env);
    expect(code).toBe(1);
    expect(said).toMatch(
      /^warn +ffmpeg +\/nowhere\/ffmpeg cannot be run: no previews are made\n +Install ffmpeg/m,
    );
    expect(said).toMatch(/^fail +Meilisearch +.*\/nowhere\/meilisearch cannot be run/m);
    expect(said).toMatch(/^fail +Address +Port \d+ .* is in use/m);
    expect(said).toMatch(/^fail +Catalogue +.*catalogue\.db cannot be read/m);
    expect(said).toMatch(/^warn +Library +no folder of videos is known/m);
  });
});
