// Which settings an index lacks. Pure.

/** A part of the settings that has to be sent, or undefined when the index has them all. */
export type SettingsDifference<T> = Partial<T> | undefined;

/**
 * The entries of `wanted` that `current` does not have. What the engine adds of its own (defaults within an object)
 * is no difference.
 */
export function settingsDifference<T extends object>(
  current: object,
  wanted: T,
): SettingsDifference<T> {
  const known = new Map<string, unknown>(Object.entries(current));
  const entries = Object.entries(wanted).filter(([key, value]) => !contains(known.get(key), value));
  if (entries.length === 0) return undefined;
  const difference: Partial<T> = {};
  return Object.assign(difference, Object.fromEntries(entries));
}

function contains(current: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(current) &&
      current.length === wanted.length &&
      wanted.every((item, index) => contains(current[index], item))
    );
  }
  if (typeof wanted !== 'object' || wanted === null) return current === wanted;
  if (typeof current !== 'object' || current === null) return false;
  const known = new Map<string, unknown>(Object.entries(current));
  return Object.entries(wanted).every(([key, value]) => contains(known.get(key), value));
}
