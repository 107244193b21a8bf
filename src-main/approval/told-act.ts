/**
 * The one reading of what was signed about a request: for it alone, or for the list or set that it belongs to (docs/adr/0035, 0042). A statement about a
 * list counts for each of its members, and then says of that member what it says of the list; everything behind here sees no difference.
 */
import { failedWith } from '../domain/errors/failed-with.ts';
import { bindingOf, requireBinding } from './act.ts';
import {
  cancellationKind,
  decisionKind,
  type Cancellation,
  type CancellationStatement,
  type Decision,
  type DecisionStatement,
} from './decision.ts';
import { kindsFor, requireListBinding, type ListBinding } from './list.ts';
import { requireNotLeftOut } from './left-out.ts';
import type { OpenedRequest } from './request.ts';
import { openStatement, type Opened, type SignedStatement } from './statement.ts';

/** What a list's statements must name for the request to be meant; null for a request that stands alone. */
export function listBindingFor({ list, submission }: Subject): ListBinding | null {
  if (!list) return null;
  const { esId, policySm3 } = submission.value;
  const { listSm3, count, isSet } = list;
  return { listSm3, count, policySm3, ...(isSet === true ? {} : { esId }) };
}

/** No place of any list. */
const NOWHERE = { index: -1 };

type Subject = Pick<OpenedRequest, 'submission' | 'list'>;

/** An approval or rejection of this request. Members of a list are decided together only. Errors: `statement-*`, `act-other-*`, `act-leaves-out`. */
export function openDecision(signed: SignedStatement, subject: Subject): Opened<Decision> {
  const expected = listBindingFor(subject);
  if (!expected) return bound(openStatement<DecisionStatement>(decisionKind, signed), subject);
  const act = counted(openStatement(kindsFor(subject.list ?? {}).decision, signed), expected, subject);
  if (act.value.decision === 'approve')
    requireNotLeftOut(act.value, subject.list ?? NOWHERE, act.signer.name);
  return act;
}

/** A taking back of this request; that of a single member of a list is signed like that of any request. Errors: as `openDecision`. */
export function openCancellation(signed: SignedStatement, subject: Subject): Opened<Cancellation> {
  const expected = listBindingFor(subject);
  const own = (): Opened<CancellationStatement> => openStatement(cancellationKind, signed);
  if (!expected) return bound(own(), subject);
  try {
    return counted(openStatement(kindsFor(subject.list ?? {}).cancellation, signed), expected, subject);
  } catch (error) {
    // All seals of a set or none: none of them is taken back by itself.
    const mayBeAlone = subject.list?.isSet !== true;
    if (mayBeAlone && failedWith(error, 'statement-other-purpose')) return bound(own(), subject);
    throw error;
  }
}

function bound<T extends Parameters<typeof requireBinding>[0]>(
  act: Opened<T>,
  { submission }: Subject,
): Opened<T> {
  requireBinding(act.value, submission.value, act.signer.name);
  return act;
}

/** What a list's statement says of one member. */
function counted<T extends ListBinding>(act: Opened<T>, expected: ListBinding, { submission }: Subject) {
  requireListBinding(act.value, expected, act.signer.name);
  return { ...act, value: { ...act.value, ...bindingOf(submission.value) } };
}
