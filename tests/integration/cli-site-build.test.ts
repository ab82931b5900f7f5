// Building the site with the real Vite, from small sources of the test's own.

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ensureSite } from '../../cli/start/site-build.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const repository = join(import.meta.dirname, '../..');

/** A program folder with a site of one page, and the real `node_modules`. */
async function makeSources(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, 'web'), { recursive: true });
  await mkdir(join(root, 'core/contract'), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(
    join(root, 'web/vite.config.ts'),
    'export default { root: import.meta.dirname, build: { emptyOutDir: true } };',
  );
  await writePage(root, 'first');
  return root;
}

async function writePage(root: string, text: string): Promise<void> {
  const page = `<script type="module" src="./main.ts"></script><p>${text}</p>`;
  await writeFile(join(root, 'web/index.html'), page);
  await writeFile(join(root, 'web/main.ts'), `document.title = '${text}';`);
}

/** Returns whether a build was needed. */
async function build(root: string): Promise<boolean> {
  const { signal } = new AbortController();
  const onBuild = vi.fn<() => void>();
  await ensureSite({ root, signal, onBuild });
  return onBuild.mock.calls.length > 0;
}

const readSite = (root: string) => readFile(join(root, 'web/dist/index.html'), 'utf8');
const workFolders = async (root: string) =>
  (await readdir(join(root, 'web'))).filter((name) => name.startsWith('.build-'));

describe('the built site', () => {
  it('is built when it is absent, and again only when the sources changed', async () => {
    const root = await makeSources();
    expect(await build(root)).toBe(true);
    expect(await readSite(root)).toContain('<p>first</p>');
    expect(await build(root)).toBe(false);

    await writePage(root, 'second');
    expect(await build(root)).toBe(true);
    expect(await readSite(root)).toContain('<p>second</p>');
    expect(await workFolders(root)).toEqual([]);
  });

  it('is built again when what is there was not finished by us', async () => {
    const root = await makeSources();
    await mkdir(join(root, 'web/dist'));
    await writeFile(join(root, 'web/dist/index.html'), 'half a p');
    await mkdir(join(root, 'web/.build-4194999/dist'), { recursive: true });
    expect(await build(root)).toBe(true);
    expect(await readSite(root)).toContain('<p>first</p>');
    expect(await workFolders(root)).toEqual([]);
  });

  it('stays as it was when the build fails, and says why', async () => {
    const root = await makeSources();
    await build(root);
    await writeFile(join(root, 'web/main.ts'), 'this is no program');
    await expect(build(root)).rejects.toThrow(/^The web site cannot be built: .*main\.ts/s);
    expect(await readSite(root)).toContain('<p>first</p>');
    expect(await workFolders(root)).toEqual([]);
  });

  it('stays as it was when the build is interrupted', async () => {
    const root = await makeSources();
    const stop = new AbortController();
    const { signal } = stop;
    // Vite takes longer than this to load.
    const onBuild = () => setTimeout(() => stop.abort(new Error('stopped by the test')), 50);
    await expect(ensureSite({ root, signal, onBuild })).rejects.toThrow('stopped by the test');
    expect(existsSync(join(root, 'web/dist'))).toBe(false);
    expect(await workFolders(root)).toEqual([]);
  });
});
