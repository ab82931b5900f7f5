// A catalogue that takes nothing for a while, because its disk is full or over a quota.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CatalogueError } from '../../core/catalogue/catalogue-failure.ts';
import { FavouriteStore } from '../../core/catalogue/favourite-store.ts';
import { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { DashboardStatus } from '../../core/contract/dashboard.ts';
import { routes } from '../../core/contract/routes.ts';
import { runProcess } from '../../core/run-process.ts';
import { distinctClip, putFile } from '../support/distinct-clips.ts';
import { RunningReeldex } from '../support/running-reeldex.ts';
import { testCatalogue } from '../support/test-catalogue.ts';
import { Viewer } from '../support/viewer.ts';

describe('a catalogue that is full', () => {
  test('says so and what to do, keeps what it has, and goes on when there is room', async () => {
    const catalogue = await testCatalogue();
    const favourites = new FavouriteStore(catalogue);
    await favourites.add('aaaaaaaaaaaaaaaa');
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(catalogue);
    await sql`pragma max_page_count = ${sql.lit(pages.rows[0]?.page_count ?? 0)}`.execute(
      catalogue,
    );
    const fill = async () =>
      await catalogue.transaction().execute(async (transaction) => {
        for (let number = 0; number < 1000; number += 1) {
          const hash = number.toString(16).padStart(16, '0');
          await transaction.insertInto('favourites').values({ hash, added_ms: 1 }).execute();
        }
      });
    const failure: unknown = await fill().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CatalogueError);
    expect(failure).toMatchObject({
      code: 'catalogue_full',
      message: expect.stringMatching(
        /no room left for the catalogue .*catalogue\.db.*Make room/,
      ) as string,
    });
    expect(await favourites.all()).toEqual(['aaaaaaaaaaaaaaaa']);
    await sql`pragma max_page_count = 1000000`.execute(catalogue);
    await fill();
    expect(await favourites.all()).toHaveLength(1001);
  });

  test('that may only be read says so', async () => {
    const catalogue = await testCatalogue();
    await sql`pragma query_only = on`.execute(catalogue);
    await expect(new ScanStore(catalogue).cancel()).rejects.toMatchObject({
      code: 'catalogue_readonly',
    });
  });
});

describe('a running Reeldex whose disk takes nothing', () => {
  const FILES_BEFORE = 50;
  const FILES_AFTER = 400;
  let folder: string;
  let reeldex: RunningReeldex;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reeldex-full-'));
    await putClips(0, FILES_BEFORE);
    const folders = [join(folder, 'library')];
    reeldex = await RunningReeldex.start({ dataDir: join(folder, 'data'), folders });
    await reeldex.untilIndexed(FILES_BEFORE);
  });

  afterAll(async () => {
    await reeldex.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test(
    'says so, answers what it can, and indexes everything once there is room',
    { timeout: 120_000 },
    async () => {
      const viewer = new Viewer(reeldex);
      const [video] = await viewer.find('"unfillable 7"');
      const { hash = '' } = video ?? {};
      const before = await reeldex.status();
      await limitFiles(before, ['indexer', 'worker', 'server'], '4096');
      await putClips(FILES_BEFORE, FILES_AFTER);

      const refused = await fetch(reeldex.url + routes.addFavourite(hash), { method: 'POST' });
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('10');
      expect(await refused.json()).toMatchObject({
        error: {
          code: 'catalogue_unwritable',
          message: expect.stringContaining('catalogue.db') as string,
        },
      });
      expect((await viewer.detail(hash)).isFavourite).toBe(false);
      await viewer.play(hash);
      const { warnings } = await reeldex.status();
      expect(warnings.map(({ code }) => code)).toContain('catalogue_unwritable');
      expect(warnings.map(({ code }) => code)).not.toContain('no_indexer');

      // The server may write again, so that a scan can be asked for; the indexer cannot store what it finds.
      await limitFiles(before, ['server'], 'unlimited');
      await reeldex.post(routes.dashboardScan);
      await reeldex.until('the indexer to say what is wrong', 30_000, async () =>
        Promise.resolve(/indexer.*cannot be written or read/.test(reeldex.output) || undefined),
      );
      expect((await reeldex.status()).videos.total).toBe(FILES_BEFORE);

      await limitFiles(before, ['indexer', 'worker'], 'unlimited');
      const after = await reeldex.untilIndexed(FILES_AFTER, 90_000);
      expect(after.videos).toMatchObject({ total: FILES_AFTER, missing: 0, failed: 0 });
      expect(pidsOf(after)).toEqual(pidsOf(before));
      await reeldex.until('the warning to go', 30_000, async () =>
        (await reeldex.status()).warnings.length === 0 ? true : undefined,
      );
      expect(checkIntegrity()).toBe('ok');
    },
  );

  async function putClips(from: number, to: number): Promise<void> {
    for (let number = from; number < to; number += 1)
      await putFile(
        join(folder, 'library', `Unfillable ${number}.mp4`),
        await distinctClip(number),
      );
  }

  /** Lets programs write no file beyond so many bytes, as a quota does: the system then answers EFBIG. */
  async function limitFiles(
    status: DashboardStatus,
    programs: readonly string[],
    bytes: string,
  ): Promise<void> {
    for (const { program, pid } of status.processes) {
      if (programs.includes(program))
        await runProcess('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
    }
  }

  function pidsOf({ processes }: DashboardStatus) {
    return Object.fromEntries(processes.map(({ program, pid }) => [program, pid]));
  }

  function checkIntegrity(): unknown {
    const database = new Database(join(folder, 'data', 'catalogue.db'), { readonly: true });
    try {
      return database.pragma('integrity_check', { simple: true });
    } finally {
      database.close();
    }
  }
});
