// Decides which of a sidecar's unknown keys are kept. Owns the limits that keep the catalogue small and its JSON harmless.

/** What is kept, and one line for each key that is not. */
export interface KeptMetadata {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

const maxDepth = 8;
const maxJsonLength = 65_536;

/** Whether `value`, which came out of `JSON.parse`, is at most `depth` levels deep and has no `__proto__` key. */
function isHarmless(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.entries(value).every(
    ([key, inner]) => key !== '__proto__' && isHarmless(inner, depth - 1),
  );
}

/** Keeps the entries that have something to say, are harmless, and together are at most 64 KiB of JSON, in order. */
export function keepMetadata(entries: readonly (readonly [string, unknown])[]): KeptMetadata {
  const warnings: string[] = [];
  let jsonLength = 0;
  const kept = entries.filter(([key, value]) => {
    if (value === undefined || value === null) return false;
    if (key === '__proto__' || !isHarmless(value, maxDepth)) {
      warnings.push(
        `${key.slice(0, 100)} is deeper than ${maxDepth} levels or holds "__proto__" and was left out`,
      );
      return false;
    }
    const length = key.length + JSON.stringify(value).length;
    if (jsonLength + length > maxJsonLength) {
      warnings.push(
        `${key.slice(0, 100)} would take the unknown keys above ${maxJsonLength} characters and was left out`,
      );
      return false;
    }
    jsonLength += length;
    return true;
  });
  return { metadata: Object.fromEntries(kept), warnings };
}
