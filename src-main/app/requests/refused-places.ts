/** Files of a list that an approver has not agreed to (docs/adr/0047): left out by the approval itself, with what was said beside it. */
import { openComment } from '../../approval/comment.ts';
import { kindsFor } from '../../approval/list.ts';
import { openStatement } from '../../approval/statement.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { Store } from '../../store/store.ts';

/** By their places (0 first): who, and why. */
export type RefusedPlaces = ReadonlyMap<number, { readonly name: string; readonly reason: string }>;

/** Also those that were taken back before; nothing is decided by it. */
export function refusedPlaces(store: Pick<Store, 'list' | 'comments'>, id: string): RefusedPlaces {
  const { decisions, isSet } = store.list(id);
  const found = new Map<number, { name: string; reason: string }>();
  if (isSet || decisions.length === 0) return found;
  const said = store.comments(id);
  for (const signed of decisions) {
    const decision = orElse(() => openStatement(kindsFor({}).decision, signed), null);
    if (decision?.value.decision !== 'approve') continue;
    const comment = said.get(decision.value.step);
    const reason = (comment && orElse(() => openComment(comment, decision).value.text, null)) ?? '—';
    for (const place of decision.value.without ?? [])
      if (!found.has(place)) found.set(place, { name: decision.signer.name, reason });
  }
  return found;
}
