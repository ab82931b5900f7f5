// One text for all addresses of the search page that ask for the same: by it searches are saved and compared.
// Browser-safe and without dependencies.

/** What an address says of how the answer is shown, and not of which videos are found. */
const aboutTheAnswer: ReadonlySet<string> = new Set(['page', 'limit', 'facets', 'histograms']);

/**
 * The parameters of a search, sorted, each once, without its page.
 * @param search with or without the leading `?`
 */
export function canonicalSearch(search: string | URLSearchParams): string {
  const pairs = [...new URLSearchParams(search)]
    .map(([name, value]) => [name, name === 'q' ? oneSpaced(value) : value] as const)
    .filter(([name, value]) => !aboutTheAnswer.has(name) && !(name === 'q' && value === ''));
  const written = new Set(pairs.map((pair) => new URLSearchParams([[...pair]]).toString()));
  return [...written].sort().join('&');
}

function oneSpaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
