/** The same sample for the same seed: each mutant has a place in a shuffled row, whatever else is asked. */

export function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  const next = randomFrom(seed);
  const shuffled = [...all];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    const [a, b] = [shuffled[i], shuffled[j]];
    if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a];
  }
  return shuffled.slice(0, count);
}

/** Numbers in [0, 1) from a seed of 32 bits (a linear congruential generator with Knuth's MMIX constants, upper bits). */
function randomFrom(seed: number): () => number {
  let state = BigInt(seed) + 1n;
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}
