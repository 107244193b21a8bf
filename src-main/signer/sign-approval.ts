/** One approval of whatever has a number of its own, a request, a list or a set (docs/adr/0053): described before the PIN, signed after it. */
import { requireAlone } from '../approval/admission.ts';
import { mostComment } from '../approval/comment.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { HomeMoment } from '../home/home-moment.ts';
import type { ApprovalSubject } from './answers.ts';
import { describeRequest } from './describe-subject.ts';
import type { ApprovalItem } from './messages.ts';
import type { Acting } from './shown-as.ts';
import { describeStoredList, signListDecision } from './sign-lists.ts';
import { signDecision, type OpenToken } from './sign-statements.ts';

/** Returns the number. Errors: as `signDecision`, `signListDecision`. */
export function signApproval(moment: HomeMoment, token: OpenToken, approval: ApprovalItem): Promise<string> {
  const { requestId, comment, without } = approval;
  if (moment.store.isList(requestId)) return signListDecision(moment, token, requestId, { comment, without });
  requireWhole(approval);
  return signDecision(moment, token, requestId, { comment });
}

/** One for each, in order; what cannot be approved says why, and keeps none of the others from it. */
export function describeApprovals(
  moment: HomeMoment,
  approvals: readonly ApprovalItem[],
  acting: Acting | null,
): ApprovalSubject[] {
  return approvals.map((approval) => {
    try {
      return described(moment, approval, acting);
    } catch (error) {
      if (!(error instanceof BianyinError)) throw error;
      const { code, detail } = error;
      return { kind: 'refused', requestId: approval.requestId, code, detail: { ...detail } };
    }
  });
}

function described(moment: HomeMoment, approval: ApprovalItem, acting: Acting | null): ApprovalSubject {
  const { requestId, comment, without = [] } = approval;
  const said = { requestId, comment: comment ?? null };
  if (moment.store.isList(requestId)) {
    // As signing asks: nobody types a PIN for what would be refused.
    if (without.length > 0 && comment === undefined)
      throw new BianyinError('comment-not-usable', { most: mostComment });
    const subject = describeStoredList(moment, requestId, { acting, without, comment });
    return { kind: 'list', ...said, shown: subject.shown, subject };
  }
  requireWhole(approval);
  requireAlone(requestId);
  const subject = describeRequest(moment, requestId, acting, comment);
  return { kind: 'request', ...said, shown: subject.shownSm3 === null ? [] : [subject.shownSm3], subject };
}

/** Of one file nothing is left out. Errors: `list-place-malformed`. */
function requireWhole({ without = [] }: ApprovalItem): void {
  if (without.length > 0) throw new BianyinError('list-place-malformed');
}
