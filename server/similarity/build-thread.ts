// Builds the similarity model in a thread of its own, so that no request waits, and hands it over whole.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { TermStore } from '../../core/catalogue/term-store.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { transferablesOf } from '../../core/similarity/model.ts';
import { tokenizerVersion } from '../../core/similarity/tokenizer.ts';

const PAGE_SIZE = 2000;

/** What the thread is started with. */
export const buildThreadInput = z.object({ cataloguePath: z.string() });

const { cataloguePath } = buildThreadInput.parse(workerData);
const catalogue = await openCatalogue(cataloguePath);
try {
  const builder = new SimilarityModelBuilder();
  for await (const page of new TermStore(catalogue).pages(tokenizerVersion, PAGE_SIZE)) {
    for (const { hash, terms, performers, studio } of page)
      builder.add(hash, terms, { performers, studio });
  }
  const model = builder.build();
  parentPort?.postMessage(model, transferablesOf(model));
} finally {
  await catalogue.destroy();
}
