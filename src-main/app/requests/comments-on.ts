/** What was said beside the approvals of a request or a list (docs/adr/0047), as far as it is by the same hand as the approval itself. */
import { openComment } from '../../approval/comment.ts';
import type { RequestStanding } from '../../approval/request-state.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import type { Store } from '../../store/store.ts';

/** By the steps of the path; null: nothing, or nothing that counts. `id`: of the request, or of the list that it belongs to. */
export function commentsOn(
  store: Pick<Store, 'comments'>,
  id: string,
  { walk, history }: Pick<RequestStanding, 'walk' | 'history'>,
): (string | null)[] {
  const approvals = (walk ?? history)?.approvals ?? [];
  if (approvals.length === 0) return [];
  const said = store.comments(id);
  return approvals.map((approval) => {
    const signed = said.get(approval.value.step);
    return signed ? orElse(() => openComment(signed, approval).value.text, null) : null;
  });
}
