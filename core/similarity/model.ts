// The similarity model: what all videos' terms come to, as arrays that are never changed.
// Owns its format. The builder makes it; search, reasons and people read it.

import { AppError } from '../errors.ts';
import { hashCount } from './hash-table.ts';
import type { HashTable } from './hash-table.ts';
import { entryCountOf } from './sparse-rows.ts';
import type { SparseRows } from './sparse-rows.ts';
import { lowerBound, stringAt, stringCount } from './string-table.ts';
import type { StringTable } from './string-table.ts';
import { makeTerm } from './term.ts';
import type { PersonKind } from './term.ts';
import { inverseDocumentFrequency } from './tf-idf.ts';

/** Raised by every change to the arrays or their meaning. */
export const modelFormatVersion = 1;

/**
 * A video's vector has `tf * idf` for each of its terms and length 1. The model keeps the counts
 * (`tf`) and what is needed to make the vector from them.
 *
 * A term that a single video has cannot make two videos alike. It counts in that video's length
 * and is otherwise left out, which changes no score; only names of people stay.
 */
export interface SimilarityModel {
  readonly formatVersion: number;
  /** A video is known by its place here. */
  readonly hashes: HashTable;
  /** For each video, 1 divided by the length of its `tf * idf` over all of its terms; 0 without terms. */
  readonly inverseNorms: Float32Array<ArrayBuffer>;
  /** The terms, rising; a term is known by its place here. */
  readonly vocabulary: StringTable;
  /** Term -> (video, count). */
  readonly postings: SparseRows;
  /** Video -> (term, count): the same counts the other way round. */
  readonly vectors: SparseRows;
  /** How the performers' and then the studios' names are written, in the order of their terms. */
  readonly people: StringTable;
}

/** How many videos the model knows. */
export function videoCountOf(model: SimilarityModel): number {
  return hashCount(model.hashes);
}

/** The inverse document frequency of a term of the model. */
export function termIdf(model: SimilarityModel, term: number): number {
  return inverseDocumentFrequency(videoCountOf(model), entryCountOf(model.postings, term));
}

/** The places from `first` up to, not including, `end` that a kind of person has in the vocabulary. */
export function personTerms(
  vocabulary: StringTable,
  kind: PersonKind,
): { readonly first: number; readonly end: number } {
  const first = makeTerm(kind, '');
  // The colon's successor: above every name of the kind and below every term of the next.
  const end = first.replace(':', ';');
  return { first: lowerBound(vocabulary, first), end: lowerBound(vocabulary, end) };
}

/** How the name of a performer or studio is written; undefined for terms of other kinds. */
export function personName(model: SimilarityModel, term: number): string | undefined {
  const index = term - personTerms(model.vocabulary, 'performer').first;
  return index < 0 || index >= stringCount(model.people)
    ? undefined
    : stringAt(model.people, index);
}

/**
 * What to give `postMessage` beside the model, so that another thread takes it over without a copy;
 * this thread loses it.
 */
export function transferablesOf(model: SimilarityModel): ArrayBuffer[] {
  const { hashes, inverseNorms, vocabulary, postings, vectors, people } = model;
  const tables = [vocabulary, people].flatMap(({ bytes, offsets }) => [bytes, offsets]);
  const matrices = [postings, vectors].flatMap(({ offsets, entries }) => [offsets, entries]);
  return [hashes, inverseNorms, ...tables, ...matrices].map(({ buffer }) => buffer);
}

/** How much memory the model takes. */
export function modelSizeBytes(model: SimilarityModel): number {
  return transferablesOf(model).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/**
 * A model that came from another thread.
 *
 * @throws AppError `bad_similarity_model` for anything else, or for another version's model.
 */
export function receiveModel(message: unknown): SimilarityModel {
  if (isModel(message)) return message;
  const wanted = `expected a similarity model of format ${modelFormatVersion}`;
  throw new AppError('bad_similarity_model', `${wanted}, got ${describe(message)}`);
}

function isModel(value: unknown): value is SimilarityModel {
  return hasVersion(value) && value.formatVersion === modelFormatVersion;
}

function hasVersion(value: unknown): value is { readonly formatVersion: unknown } {
  return typeof value === 'object' && value !== null && 'formatVersion' in value;
}

function describe(value: unknown): string {
  return hasVersion(value) ? `format ${String(value.formatVersion)}` : typeof value;
}
