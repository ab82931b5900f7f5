// The last few searches, kept in this browser only.

const storageKey = 'reeldex-recent-searches';
const limit = 6;
/** One letter is on the way to a search, not one to come back to. */
const shortestLength = 2;

/** The searches with one more, the newest first, each once whatever its case. */
export function withRecent(recents: readonly string[], text: string): readonly string[] {
  const query = text.trim();
  if (query.length < shortestLength) return recents;
  return [query, ...withoutRecent(recents, query)].slice(0, limit);
}

export function withoutRecent(recents: readonly string[], text: string): readonly string[] {
  const gone = text.toLowerCase();
  return recents.filter((one) => one.toLowerCase() !== gone);
}

/** Reads what was stored; what is no list of texts counts as none. */
export function parseRecents(text: string | null): readonly string[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]');
    const all: readonly unknown[] = Array.isArray(stored) ? stored : [];
    const texts = all.filter((one): one is string => typeof one === 'string');
    return texts.filter(({ length }) => length <= 500).slice(0, limit);
  } catch {
    return [];
  }
}

export function readRecents(): readonly string[] {
  try {
    return parseRecents(localStorage.getItem(storageKey));
  } catch {
    // Storage may be forbidden.
    return [];
  }
}

export function storeRecents(recents: readonly string[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(recents));
  } catch {
    // Storage may be forbidden: they then last as long as the page.
  }
}
