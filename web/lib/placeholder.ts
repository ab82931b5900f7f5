// What stands in for a picture that is not there: colours from an identity, a letter from a name.

/** A gradient that is always the same for the same key. Dark enough for light text on it. */
export function placeholderGradient(key: string): string {
  const hue = hashOf(key) % 360;
  const from = `oklch(47% 0.085 ${hue}deg)`;
  const to = `oklch(27% 0.06 ${(hue + 48) % 360}deg)`;
  return `linear-gradient(140deg, ${from}, ${to})`;
}

/** The first letter or digit of a name, upper case; `?` for a name without any. */
export function initialOf(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '?').toLocaleUpperCase();
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
