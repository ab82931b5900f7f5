// Looks at what Reeldex needs of the machine: Node.js, ffmpeg, Meilisearch, the port, file watches.

import { readFile } from 'node:fs/promises';
import type { Config } from '../../core/config.ts';
import { describeError, systemErrorCode } from '../../core/errors.ts';
import { hasX264, x264Remedy } from '../../core/media/x264.ts';
import { ensureMeiliBinary } from '../../meili/bundled-binary.ts';
import { waitUntilHealthy } from '../../meili/bundled-server.ts';
import { meiliFolder } from '../../meili/data-folder.ts';
import { ffmpegRemedy, findFfmpegTools, type FfmpegTool } from '../start/ffmpeg-tools.ts';
import { ensureAddressFree, siteUrl } from '../start/listen-address.ts';
import { isHealthy } from '../start/wait-until-ready.ts';
import type { Finding } from './finding.ts';

/** The first version that runs TypeScript as it is, without a flag and a warning. */
const OLDEST_NODE = [22, 18] as const;
/** One watch a folder; other programs take some too. */
const FEW_WATCHES = 65_536;
const WATCHES_PATH = '/proc/sys/fs/inotify/max_user_watches';

/** Whether this Node.js is new enough. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough =
    major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const finding = { what: 'Node.js', detail: version };
  if (isNewEnough) return { ...finding, state: 'ok' };
  const remedy = `Reeldex needs ${OLDEST_NODE.join('.')} or later: install it, or run npm ci again.`;
  return { ...finding, state: 'fail', remedy };
}

/** Whether previews can be made. */
export async function checkFfmpeg(settings: Config['ffmpeg']): Promise<readonly Finding[]> {
  const tools = await findFfmpegTools(settings);
  return await Promise.all(tools.map(checkTool));
}

async function checkTool({ name, path, consequence, version }: FfmpegTool): Promise<Finding> {
  if (version === undefined) {
    const detail = `${path} cannot be run: ${consequence}`;
    return { what: name, state: 'warn', detail, remedy: ffmpegRemedy };
  }
  if (name === 'ffmpeg' && !(await hasX264(path))) {
    const detail = `${version}, without libx264: no teasers are made, and no pictures converted that a browser cannot show`;
    return { what: name, state: 'warn', detail, remedy: x264Remedy };
  }
  return { what: name, state: 'ok', detail: version };
}

/** Whether the Meilisearch that the settings name answers, or the bundled one can be run. */
export async function checkMeilisearch(
  config: Pick<Config, 'dataDir' | 'meilisearch'>,
): Promise<Finding> {
  const what = 'Meilisearch';
  const { url, apiKey, binary } = config.meilisearch;
  try {
    if (url !== undefined) {
      const version = await waitUntilHealthy(url, apiKey, { timeoutMs: 3000 });
      return { what, state: 'ok', detail: `${version} at ${url}` };
    }
    const { path, version } = await ensureMeiliBinary(meiliFolder(config.dataDir), binary);
    return { what, state: 'ok', detail: `${version} (${path})` };
  } catch (error) {
    return { what, state: 'fail', detail: describeError(error) };
  }
}

/** Whether the site can listen, or does already. */
export async function checkAddress(address: Pick<Config, 'host' | 'port'>): Promise<Finding> {
  const what = 'Address';
  const url = siteUrl(address);
  try {
    await ensureAddressFree(address);
    return { what, state: 'ok', detail: `${url} is free` };
  } catch (error) {
    if (await isHealthy(url)) return { what, state: 'ok', detail: `Reeldex is running at ${url}` };
    return { what, state: 'fail', detail: describeError(error) };
  }
}

/** Whether changes in many folders can be noticed at once. Only Linux has this limit. */
export async function checkWatches(): Promise<readonly Finding[]> {
  const what = 'File watches';
  try {
    const limit = Number(await readFile(WATCHES_PATH, 'utf8'));
    const detail = `for ${limit.toLocaleString('en')} folders`;
    if (limit >= FEW_WATCHES) return [{ what, state: 'ok', detail }];
    const remedy = `A larger library is only rescanned now and then. To change that: sudo sysctl fs.inotify.max_user_watches=524288`;
    return [{ what, state: 'warn', detail, remedy }];
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
