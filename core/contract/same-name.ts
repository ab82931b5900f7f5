// When two names that people gave are the same to them. Browser-safe and without dependencies.

/** Case, width and outer space do not matter; accents do. */
export function isSameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
