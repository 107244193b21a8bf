/** How light a colour is, of 1, as readers show it (ISO 32000-2 §8.6.4): components beyond their range are cut off. */

/** Of one (gray), three (RGB) or four (CMYK) components; NaN for another number of them. */
export function lightOf(components: readonly number[]): number {
  const [a = Number.NaN, b = a, c = a, d] = components.map((each) => Math.min(1, Math.max(0, each)));
  if (components.length === 2 || components.length > 4) return Number.NaN;
  if (d === undefined) return 0.3 * a + 0.59 * b + 0.11 * c;
  return (1 - (0.3 * a + 0.59 * b + 0.11 * c)) * (1 - d);
}
