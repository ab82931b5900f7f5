// Builds the similarity model in a thread of its own, so that no request waits, and hands it over whole.

import { parentPort, workerData } from 'node:worker_threads';
import { TermReader } from '../../core/catalogue/term-reader.ts';
import { AppError } from '../../core/errors.ts';
import { SimilarityModelBuilder } from '../../core/similarity/model-builder.ts';
import { transferablesOf, type SimilarityModel } from '../../core/similarity/model.ts';
import { tokenizerVersion } from '../../core/similarity/tokenizer.ts';

const cataloguePath: unknown = workerData;
if (typeof cataloguePath !== 'string') throw new TypeError('expected the path of the catalogue');
const model = buildFrom(cataloguePath);
parentPort?.postMessage(model, transferablesOf(model));

function buildFrom(path: string): SimilarityModel {
  const reader = new TermReader(path);
  try {
    const builder = new SimilarityModelBuilder();
    for (const { hash, terms } of reader.terms(tokenizerVersion)) addIfSound(builder, hash, terms);
    for (const people of reader.names()) builder.addPeople(people);
    return builder.build();
  } finally {
    reader.close();
  }
}

/** A damaged row costs its own video's likeness, not everybody's. */
function addIfSound(builder: SimilarityModelBuilder, hash: string, terms: string): void {
  try {
    builder.add(hash, terms);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad_term_counts') throw error;
  }
}
