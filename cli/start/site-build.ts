// The built web site: is it that of the sources that are here, and if not, builds it. Serving it is the server's.

import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AppError, describeError, ProcessError, systemErrorCode } from '../../core/errors.ts';
import { runProcess } from '../../core/run-process.ts';

/** Where a build says which sources it was made of. */
const STAMP = 'build.json';
/** A build's working folder is `web/.build-PID/`; the site is made in its `dist`. */
const WORK_PREFIX = '.build-';

/** What a site is built with. */
export interface SiteBuildOptions {
  /** The folder that holds package.json, `web/` and `node_modules/`. */
  readonly root: string;
  readonly signal: AbortSignal;
  /** Called when a build is needed, before it begins. */
  readonly onBuild: () => void;
}

/**
 * Builds the site into `web/dist` unless the one there was made of these very sources. The build goes to another folder
 * and is renamed when it is complete: a killed one is never taken for a finished one.
 *
 * @throws AppError `site_build_failed` with what Vite said.
 */
export async function ensureSite({ root, signal, onBuild }: SiteBuildOptions): Promise<void> {
  const web = join(root, 'web');
  const fingerprint = await readFingerprint(root);
  if ((await readStamp(join(web, 'dist'))) === fingerprint) return;
  onBuild();
  try {
    await removeDeadBuilds(web);
    await build({ root, web, fingerprint, signal });
  } catch (cause) {
    signal.throwIfAborted();
    const why = cause instanceof ProcessError ? cause.stderrTail.trim() : describeError(cause);
    throw new AppError('site_build_failed', `The web site cannot be built: ${why}`, { cause });
  }
}

interface Build {
  readonly root: string;
  readonly web: string;
  readonly fingerprint: string;
  readonly signal: AbortSignal;
}

async function build({ root, web, fingerprint, signal }: Build): Promise<void> {
  const work = join(web, `${WORK_PREFIX}${process.pid}`);
  const site = join(work, 'dist');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // The native loader writes nothing into node_modules, which may be another user's.
  const config = ['--config', join(web, 'vite.config.ts'), '--configLoader', 'native'];
  const target = ['--outDir', site, '--emptyOutDir', '--logLevel', 'warn'];
  try {
    await runProcess(process.execPath, [vite, 'build', ...config, ...target], { signal });
    await writeFile(join(site, STAMP), JSON.stringify({ fingerprint }));
    await replaceFolder(join(web, 'dist'), site, join(work, 'old'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Between the two renames there is no site: whoever is killed there builds again at the next start. */
async function replaceFolder(target: string, replacement: string, old: string): Promise<void> {
  try {
    await rename(target, old);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  try {
    await rename(replacement, target);
  } catch (error) {
    // Another start built the same sources and was quicker.
    if (systemErrorCode(error) !== 'ENOTEMPTY' && systemErrorCode(error) !== 'EEXIST') throw error;
  }
}

/** SHA-256 over names and contents of all that the site is made of: times change by a mere checkout. */
async function readFingerprint(root: string): Promise<string> {
  const folders = ['web', 'core/contract'].map((folder) => join(root, folder));
  const inFolders = await Promise.all(folders.map(listSources));
  const paths = [...inFolders.flat(), join(root, 'package.json'), join(root, 'package-lock.json')];
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    const content = await readFile(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function listSources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) paths.push(path);
    else if (entry.isDirectory() && entry.name !== 'dist' && !entry.name.startsWith('.'))
      paths.push(...(await listSources(path)));
  }
  return paths;
}

async function readStamp(site: string): Promise<string | undefined> {
  try {
    const stamp: unknown = JSON.parse(await readFile(join(site, STAMP), 'utf8'));
    const isStamp = typeof stamp === 'object' && stamp !== null && 'fingerprint' in stamp;
    return isStamp && typeof stamp.fingerprint === 'string' ? stamp.fingerprint : undefined;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function removeDeadBuilds(web: string): Promise<void> {
  for (const name of await readdir(web)) {
    if (!name.startsWith(WORK_PREFIX) || isRunning(Number(name.slice(WORK_PREFIX.length))))
      continue;
    await rm(join(web, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
