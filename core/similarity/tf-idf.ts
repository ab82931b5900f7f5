// The weighting of terms, as functions of numbers.

/**
 * `ln((1 + N) / (1 + df)) + 1`: how much a term tells that `documentFrequency` of `documentCount`
 * videos have; at least 1.
 *
 * The smoothed form of scikit-learn:
 * https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 */
export function inverseDocumentFrequency(documentCount: number, documentFrequency: number): number {
  return Math.log((1 + documentCount) / (1 + documentFrequency)) + 1;
}
