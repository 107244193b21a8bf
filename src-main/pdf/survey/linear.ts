/** The linear part of a transformation (ISO 32000-2 §8.3.4): what it does to lengths, wherever it moves them. */

export type Linear = readonly [a: number, b: number, c: number, d: number];

export const unchanged: Linear = [1, 0, 0, 1];

/** First `one`, then `other`, as vectors in rows. */
export function followedBy([a, b, c, d]: Linear, [e, f, g, h]: Linear): Linear {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}

/** The longest that a length of 1 becomes, within a factor of √2. */
export function largest([a, b, c, d]: Linear): number {
  return Math.hypot(a, b, c, d);
}

/** The shortest by the longest: ½ where both are alike, towards 0 for what is pressed flat, 0 for what has no area left. */
export function evenness(matrix: Linear): number {
  const [a, b, c, d] = matrix;
  const size = largest(matrix) ** 2;
  return size > 0 ? Math.abs(a * d - b * c) / size : 0;
}
