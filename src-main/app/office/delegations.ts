/** Delegations (docs/adr/0045) as people see them: who stands in for whom, how far, until when; granted, accepted and ended by UKey. */
import { namesDeputy } from '../../approval/delegated.ts';
import { delegationLog, type LoggedDelegation } from '../../approval/delegation-log.ts';
import type { Policy } from '../../approval/policy.ts';
import type { DelegationsView, DelegationView, NewDelegation } from '../../contract/delegation-calls.ts';
import { parseTypedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { parseInstant } from '../../domain/instant.ts';
import type { HomeMoment } from '../../home/home-moment.ts';
import type { DelegationDraft } from '../../signer/messages.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import { policyOrNull } from '../seals/overview.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';

/** Newest first; who may grant what to whom comes from the policy in force. Errors: those of `openMoment`. */
export function listDelegations(session: AppSession): DelegationsView {
  return withMoment(session, (moment) => {
    const policy = policyOrNull(moment);
    const log = delegationLog(moment.store.delegations());
    return {
      delegations: log.map((each) => viewOf(moment, policy, each)).toReversed(),
      grantors: (policy?.people ?? []).flatMap(({ id: grantorId, name, deputies = [] }) =>
        deputies.length === 0
          ? []
          : [{ id: grantorId, name, deputies: deputies.map((id) => ({ id, name: nameIn(policy, id) })) }],
      ),
      seals: (policy?.seals ?? []).map(({ esId, typeCode }) => ({ esId, typeCode })),
    };
  });
}

/** What the signer is asked to sign. A day begins at midnight in China and ends with its last second. Errors: `amount-malformed`, `usage`. */
export function delegationOf({
  deputyId,
  esIds,
  matters,
  maxAmount,
  from,
  until,
}: NewDelegation): DelegationDraft {
  return {
    ...{ deputyId, esIds, matters },
    ...(maxAmount === null ? {} : { maxAmount: parseTypedAmount(maxAmount), currency: 'CNY' }),
    from: instantOf(from, '00:00:00'),
    until: instantOf(until, '23:59:59'),
  };
}

function instantOf(day: string, time: string): string {
  const found = new Date(`${day}T${time}+08:00`);
  if (Number.isNaN(found.getTime())) throw new BianyinError('usage', { what: day.slice(0, 20) });
  return found.toISOString().replace('.000Z', 'Z');
}

export function grantDelegation(session: AppSession, actor: Actor, draft: DelegationDraft): Promise<string> {
  return session.signer().signDelegation(actor, draft);
}

export function acceptDelegation(session: AppSession, actor: Actor, sm3: string): Promise<string> {
  return session.signer().signAcceptance(actor, sm3);
}

export function endDelegation(
  session: AppSession,
  actor: Actor,
  sm3: string,
  reason: string,
): Promise<string> {
  return session.signer().signRevocation(actor, sm3, reason);
}

function viewOf(moment: HomeMoment, policy: Policy | null, logged: LoggedDelegation): DelegationView {
  const { sm3, value } = logged.grant;
  return {
    ...{ sm3, from: value.from, until: value.until, matters: [...value.matters] },
    ...{ grantorId: value.personId, grantor: nameIn(policy, value.personId) },
    ...{ deputyId: value.deputyId, deputy: nameIn(policy, value.deputyId) },
    seals: value.esIds.map((esId) => policy?.seals.find((each) => each.esId === esId)?.typeCode ?? null),
    maxAmount: value.maxAmount ?? null,
    currency: value.currency ?? null,
    state: stateOf(moment, policy, logged),
  };
}

function stateOf(
  { now }: HomeMoment,
  policy: Policy | null,
  logged: LoggedDelegation,
): DelegationView['state'] {
  const { grant, acceptance, revocation } = logged;
  if (revocation) return 'revoked';
  if (parseInstant(grant.value.until) < now) return 'over';
  if (policy && !namesDeputy(policy, grant.value)) return 'void';
  if (!acceptance) return 'offered';
  return parseInstant(grant.value.from) > now ? 'coming' : 'live';
}

function nameIn(policy: Policy | null, id: string): string {
  return policy?.people.find((each) => each.id === id)?.name ?? id;
}
