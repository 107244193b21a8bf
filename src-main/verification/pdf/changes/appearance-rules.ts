/** Appearances of fields: new ones, and old ones that nothing but the field uses (ISO 32000-2 §12.5.5). What they show is judged elsewhere. */
import type { PdfObject } from '../../../pdf/objects.ts';
import type { RevisionPair } from './revision-pair.ts';

/** Explains the objects below /AP. Returns whether the look is another one: exchanged, or changed in place. */
export function explainAppearance(
  pair: RevisionPair,
  owner: number,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const isExchanged = !pair.isSame(old, now);
  if (!now) return isExchanged;
  pair.claimFreshTree(now);
  const owners = new Set([owner]);
  const open: PdfObject[] = [now];
  let changed = false;
  for (let depth = 0, value = open.pop(); value !== undefined && depth < 64; value = open.pop(), depth += 1) {
    if (value.kind === 'ref') {
      const object = pair.now(value.number);
      const isOther =
        pair.changed.has(value.number) && !pair.isNew(value.number) && !pair.isRewritten(value.number);
      if (pair.claimChanged(value.number, owners)) {
        changed ||= isOther;
        if (object) pair.claimFreshTree(object);
      }
      if (pair.isOwned(value.number, owners)) owners.add(value.number);
      if (object?.kind === 'dict') open.push(object);
    } else if (value.kind === 'dict') open.push(...value.entries.values());
  }
  return changed || isExchanged;
}
