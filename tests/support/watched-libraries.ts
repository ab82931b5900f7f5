// Libraries on a real disk with everything of an indexer that keeps a catalogue in step with them; without a search engine.

import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { FolderStore } from '../../core/catalogue/folder-store.ts';
import { GoneStore } from '../../core/catalogue/gone-store.ts';
import { IndexingStore } from '../../core/catalogue/indexing-store.ts';
import { LibraryStore, type WatchState } from '../../core/catalogue/library-store.ts';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { ScanStore } from '../../core/catalogue/scan-store.ts';
import type { FileState } from '../../core/catalogue/schema.ts';
import { createIdentifier } from '../../indexer/identify/identifier.ts';
import { resolveIdentity } from '../../indexer/identify/resolve-identity.ts';
import { runIndexingLoop, type IndexingLoopParts } from '../../indexer/indexing-loop.ts';
import { runScanLoop } from '../../indexer/scan/scan-loop.ts';
import { runSettleLoop } from '../../indexer/scan/settle-gone.ts';
import { runWatcher } from '../../indexer/watch/run-watcher.ts';
import { madeUpFile } from './made-up-video.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Long enough for the slowest machine; what is waited for is there much sooner. */
const PATIENCE_MS = 45_000;

/** One line of a log. */
type LogLine = Readonly<Record<string, unknown>>;

/** How an indexer is started. */
export interface IndexerOptions {
  /** This process, for the leases. @default 'test' */
  readonly holder?: string;
  /** @default 60 */
  readonly pollMinutes?: number;
  /** How files are read. @default identified for true, and made up otherwise */
  readonly indexFile?: IndexingLoopParts['indexFile'];
}

/** A file as the catalogue knows it. */
export interface KnownFile {
  readonly state: FileState;
  readonly hash: string | null;
}

/** A catalogue and the folder in which its libraries lie. */
export class WatchedLibraries {
  readonly folder: string;
  /** The data folder that an indexer would have. */
  readonly dataDir: string;
  readonly catalogue: Catalogue;
  readonly libraries: LibraryStore;
  readonly scans: ScanStore;
  readonly #identifier = createIdentifier();
  /** What the watchers logged so far. */
  readonly logLines: LogLine[] = [];

  private constructor(folder: string, dataDir: string, catalogue: Catalogue) {
    this.folder = folder;
    this.dataDir = dataDir;
    this.catalogue = catalogue;
    this.libraries = new LibraryStore(catalogue);
    this.scans = new ScanStore(catalogue);
  }

  /** Opens an empty catalogue for the running test. */
  static async open(): Promise<WatchedLibraries> {
    const dataDir = await temporaryFolder();
    const catalogue = await openCatalogue(join(dataDir, 'catalogue.db'));
    onTestFinished(() => catalogue.destroy());
    const watched = new WatchedLibraries(await temporaryFolder(), dataDir, catalogue);
    onTestFinished(() => watched.#identifier.close());
    return watched;
  }

  /** Starts what an indexer does; returns what stops it, which the end of the test does in any case. */
  start({
    holder = 'test',
    pollMinutes = 60,
    indexFile = async (file, { signal }) => await this.#makeUp(file, signal),
  }: IndexerOptions = {}): () => Promise<void> {
    const ending = new AbortController();
    const { signal } = ending;
    const log = pino({ level: 'silent' });
    const parts = { ...this.#parts(), log, holder, pollMinutes };
    const loops = [
      runScanLoop(parts, holder, signal),
      runSettleLoop(parts, signal),
      runIndexingLoop({ ...parts, concurrency: 2, indexFile }, signal),
      runWatcher({ ...parts, log: this.#watcherLog() }, signal),
    ];
    const stop = async () => {
      ending.abort();
      await Promise.allSettled(loops);
    };
    onTestFinished(stop);
    return stop;
  }

  /** Everything known of the files that are not missing, by their paths below the folder. */
  async files(): Promise<Readonly<Record<string, KnownFile>>> {
    const rows = await this.catalogue
      .selectFrom('files')
      .select(['path', 'state', 'hash'])
      .where('state', '!=', 'missing')
      .orderBy('path')
      .execute();
    const known = rows.map(
      ({ path, state, hash }) => [this.#short(path), { state, hash }] as const,
    );
    return Object.fromEntries(known);
  }

  /** Resolves when exactly these files are known and read. */
  async untilReady(...paths: readonly string[]): Promise<void> {
    const wanted = Object.fromEntries(paths.map((path) => [path, 'ready']));
    await expect
      .poll(
        async () => {
          const files = Object.entries(await this.files());
          return Object.fromEntries(files.map(([path, { state }]) => [path, state]));
        },
        { timeout: PATIENCE_MS },
      )
      .toEqual(wanted);
  }

  /** Resolves when a library, by its name, is in this state of the watcher and no scan runs. */
  async untilWatch(name: string, state: WatchState): Promise<void> {
    await this.until(async () => {
      const libraries = await this.libraries.all();
      const scan = await this.scans.current();
      const isIdle = scan?.finished_ms !== null;
      return isIdle && libraries.find((library) => library.name === name)?.watchState === state;
    });
  }

  /** Resolves when `isSo` does with true. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    await expect.poll(isSo, { timeout: PATIENCE_MS }).toBe(true);
  }

  /** Adds the folder of that name, which need not be there, as a library of the same name. */
  async addLibrary(name: string): Promise<string> {
    const path = join(this.folder, name);
    await this.libraries.add([{ path, name }]);
    return path;
  }

  #parts() {
    return {
      catalogue: this.catalogue,
      libraries: this.libraries,
      scans: this.scans,
      folders: new FolderStore(this.catalogue),
      gone: new GoneStore(this.catalogue),
      indexing: new IndexingStore(this.catalogue),
      extensions: ['mp4'],
      exclude: [],
    };
  }

  #watcherLog() {
    const write = (line: string) => void this.logLines.push(JSON.parse(line) as LogLine);
    return pino({ level: 'info' }, { write });
  }

  #short(path: string): string {
    return path.slice(this.folder.length + 1);
  }

  async #makeUp(file: Parameters<IndexingLoopParts['indexFile']>[0], signal: AbortSignal) {
    const collisions = pino({ level: 'silent' });
    const identity = { ...this.#parts(), identifier: this.#identifier, collisions };
    const { hash, sizeBytes, mtimeMs, fullHash } = await resolveIdentity(file, identity, signal);
    const madeUp = madeUpFile(file.path, { hash, title: file.path });
    return { ...madeUp, sizeBytes, mtimeMs, fullHash };
  }
}
