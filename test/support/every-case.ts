/**
 * How much a run asks. Before a commit (`npm test`) each kind of thing is tried; what tries the same kind once more (in another
 * colour, at another moment, with another call that fails) is left to `npm run check`, which CI runs, and to the nightly run. Only
 * what a property draws at random is tried in full at night alone (property-runs.ts).
 */

export const isNightly = process.env['BIANYIN_NIGHTLY'] === '1';

/** `npm run check` says so (scripts/check.ts). */
export const asksEveryCase = isNightly || process.env['BIANYIN_EVERY_CASE'] === '1';

/** Before a commit `few` of them, the first and the last among them, the others evenly between; else all. */
export function variations<T>(all: readonly T[], few: number): readonly T[] {
  return asksEveryCase ? all : evenly(all, few);
}

/** For what multiplies: `few` before a commit, `more` in `npm run check`, all at night. */
export function sample<T>(all: readonly T[], { few, more }: { few: number; more: number }): readonly T[] {
  if (isNightly) return all;
  return evenly(all, asksEveryCase ? more : few);
}

function evenly<T>(all: readonly T[], few: number): readonly T[] {
  if (all.length <= few) return all;
  const step = (all.length - 1) / Math.max(1, few - 1);
  const chosen = new Set(Array.from({ length: few }, (_, i) => Math.round(i * step)));
  return all.filter((_, i) => chosen.has(i));
}
