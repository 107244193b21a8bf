/** Whether a new statement may join what is stored, judged before it is stored: the same rules as for the permit. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { bindingOf, type Binding } from './act.ts';
import { behalfFor } from './acting-for.ts';
import type { CancellationStatement, DecisionStatement } from './decision.ts';
import { listPartsOf } from './list.ts';
import type { SignedStatement } from './statement.ts';
import { walkRequest, type Walk, type WalkFacts } from './walk.ts';

/** A request that nobody has decided yet; it begins under the policy in force. Returns its path. Errors: as `walkRequest`. */
export function admitRequest(facts: Omit<WalkFacts, 'decisions' | 'cancellations'>): Walk {
  const walk = walkRequest({ ...facts, decisions: [], cancellations: [] });
  const { policy, binding, request } = walk;
  if (binding.policySm3 === policy.sm3) return walk;
  const { sequence } = policy.value;
  throw new BianyinError('request-policy-replaced', { id: request.request.id, sequence, what: 'not-newest' });
}

/** The next approval or rejection. Returns the walk after it (before it, for a rejection). Errors: as `walkRequest`. */
export function admitDecision(facts: WalkFacts, signed: SignedStatement): Walk {
  const before = walkRequest(facts);
  return ending('request-rejected', before, () =>
    walkRequest({ ...facts, decisions: [...facts.decisions, signed] }),
  );
}

/** A cancellation of a request that still runs. Errors: as `walkRequest`, except for the cancellation itself. */
export function admitCancellation(facts: WalkFacts, signed: SignedStatement): Walk {
  const before = walkRequest(facts);
  return ending('request-cancelled', before, () =>
    walkRequest({ ...facts, cancellations: [...facts.cancellations, signed] }),
  );
}

/** A rejection or cancellation that is in order shows by stopping the walk with exactly that code. */
function ending(code: 'request-rejected' | 'request-cancelled', before: Walk, walk: () => Walk): Walk {
  try {
    return walk();
  } catch (error) {
    if (failedWith(error, code)) return before;
    throw error;
  }
}

interface Signer {
  readonly personId: string;
  /** Hex SM3 of the signer's certificate (DER). */
  readonly certificateSm3: string;
  readonly time: string;
}

/** What an approver signs for the step that is waited for. A reason makes it a rejection. Errors: `approval-not-awaited`, `list-decided-as-one`. */
export function decisionFor(
  walk: Walk,
  signer: Signer,
  rejection?: { readonly reason: string },
): DecisionStatement {
  requireAlone(walk.request.request.id);
  if (!walk.next) throw new BianyinError('approval-not-awaited', { name: signer.personId });
  const { role, index } = walk.next;
  const behalf = behalfFor(walk, signer);
  const fields = {
    v: 1,
    purpose: 'bianyin.approval/1',
    ...walk.binding,
    ...signer,
    role,
    step: index,
    ...(behalf ? { behalf } : {}),
  } as const;
  return rejection
    ? { ...fields, decision: 'reject', reason: rejection.reason }
    : { ...fields, decision: 'approve' };
}

/** A member of a list is decided with the others. Errors: `list-decided-as-one`. */
export function requireAlone(id: string): void {
  const list = listPartsOf(id)?.listId;
  if (list !== undefined) throw new BianyinError('list-decided-as-one', { id, list });
}

/** What the applicant or the legal representative signs to take a request back. */
export function cancellationFor(binding: Binding, signer: Signer, reason: string): CancellationStatement {
  return { v: 1, purpose: 'bianyin.cancellation/1', ...bindingOf(binding), ...signer, reason };
}
