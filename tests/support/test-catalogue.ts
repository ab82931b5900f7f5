// A catalogue of its own for each test, in a real file.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openCatalogue, type Catalogue } from '../../core/catalogue/open-catalogue.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Opens an empty catalogue that is closed when the running test ends. */
export async function testCatalogue(): Promise<Catalogue> {
  const catalogue = await openCatalogue(join(await temporaryFolder(), 'catalogue.db'));
  onTestFinished(() => catalogue.destroy());
  return catalogue;
}
