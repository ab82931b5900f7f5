// Seeds for random orders that can be repeated.

/** A short random text. Works without HTTPS, where crypto.randomUUID does not exist. */
export function randomSeed(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number.toString(36);
}
