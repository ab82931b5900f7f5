// Builds the similarity model in a thread of its own, so that no request waits, and hands it over whole.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openCatalogue } from '../../core/catalogue/open-catalogue.ts';
import { TermStore, type VideoTerms } from '../../core/catalogue/term-store.ts';
import { AppError } from '../../core/errors.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { transferablesOf } from '../../core/similarity/model.ts';
import { tokenizerVersion } from '../../core/similarity/tokenizer.ts';

const PAGE_SIZE = 2000;

const { cataloguePath } = z.object({ cataloguePath: z.string() }).parse(workerData);
const catalogue = await openCatalogue(cataloguePath);
try {
  const builder = new SimilarityModelBuilder();
  for await (const page of new TermStore(catalogue).pages(tokenizerVersion, PAGE_SIZE)) {
    for (const row of page) addIfSound(builder, row);
  }
  const model = builder.build();
  parentPort?.postMessage(model, transferablesOf(model));
} finally {
  await catalogue.destroy();
}

/** A damaged row costs its own video's likeness, not everybody's. */
function addIfSound(builder: SimilarityModelBuilder, { hash, terms, ...people }: VideoTerms): void {
  try {
    builder.add(hash, terms, people);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad_term_counts') throw error;
  }
}
