import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { IndexingStore } from '../../../core/catalogue/indexing-store.ts';
import { openCatalogue } from '../../../core/catalogue/open-catalogue.ts';
import { ScanStore } from '../../../core/catalogue/scan-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('asking for work that is not there neither waits for those who write nor holds them up', async () => {
  const path = join(await temporaryFolder(), 'catalogue.db');
  const [idle, busy] = [await openCatalogue(path), await openCatalogue(path)];
  onTestFinished(async () => {
    await idle.destroy();
    await busy.destroy();
  });
  await busy.transaction().execute(async () => {
    expect(await new ScanStore(idle).claim('idle')).toBeUndefined();
    expect(await new IndexingStore(idle).claim('idle', 100)).toEqual([]);
  });
});
