// Damage to files, the same in each run.

/** Between one and a hundred bits are wrong; half of them in the first 2 kB, where the headers of most containers are. */
export function withWrongBits(whole: Buffer, below: (limit: number) => number): Buffer {
  const content = Buffer.from(whole);
  const count = 1 + below(100);
  for (let change = 0; change < count; change += 1) {
    const at = below(change % 2 === 0 ? 2048 : content.length);
    content[at] = (content[at] ?? 0) ^ (1 << below(8));
  }
  return content;
}

/** A generator of numbers below `limit`, the same in each run: Numerical Recipes' linear congruential one. */
export function repeatableNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
