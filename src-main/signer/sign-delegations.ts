/** Delegations (docs/adr/0045): granted, accepted and ended on the signer's own token, judged again inside the write. */
import {
  delegationAcceptanceKind,
  delegationKind,
  delegationRevocationKind,
  type DelegationGrant,
} from '../approval/delegation.ts';
import {
  admitAcceptance,
  admitDelegation,
  admitRevocation,
  requireLogged,
} from '../approval/delegation-admission.ts';
import { delegationLog, type LoggedDelegation } from '../approval/delegation-log.ts';
import { policyInForce, type PolicyFacts } from '../approval/policy-chain.ts';
import { signStatement, textSm3, type SignedStatement } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { DelegationEvent } from '../domain/journal-event.ts';
import { chinaDay, parseInstant } from '../domain/instant.ts';
import { policyFacts, type HomeMoment } from '../home/home-moment.ts';
import { requireSoundRegister } from '../home/sound-register.ts';
import { grantedBy, grantedSm3, requireShownDelegation } from './describe-delegation.ts';
import type { DelegationDraft } from './messages.ts';
import { signerNow, signerOf, type OpenToken } from './sign-statements.ts';

/** Grants it; returns the hex SM3 by which it is called. Errors: `delegation-refused`, `store-duplicate`, as `policyInForce`, `person-not-on-token`. */
export async function signDelegation(
  moment: HomeMoment,
  token: OpenToken,
  draft: DelegationDraft,
): Promise<string> {
  const { facts, who, certificate } = actorIn(moment, token);
  const granted = grantedBy(draft, { policySm3: policyInForce(facts).sm3, personId: who.personId });
  requireShownDelegation(token.shown, grantedSm3(granted));
  const value: DelegationGrant = { v: 1, purpose: 'bianyin.delegation/1', ...granted, ...who };
  const signed = await signStatement(delegationKind, value, signerOf(token, certificate));
  const days = [value.from, value.until].map((each) => chinaDay(parseInstant(each))).join('—');
  const sm3 = textSm3(signed.statement);
  const remark = `${nameIn(facts, value.deputyId)}，${days}`;
  put(moment, 'delegation-granted', signed, { remark }, (now, log) => {
    // Twice within one second it is the same text: the end of the first would be that of both.
    if (log.some(({ grant }) => grant.sm3 === sm3))
      throw new BianyinError('store-duplicate', { what: remark });
    admitDelegation(now, signed);
  });
  return sm3;
}

/** Accepts one that is for whoever holds the token. Returns what it is called by. Errors: as `signDelegation`. */
export async function signAcceptance(
  moment: HomeMoment,
  token: OpenToken,
  delegationSm3: string,
): Promise<string> {
  const { facts, who, certificate } = actorIn(moment, token);
  requireShownDelegation(token.shown, delegationSm3);
  const value = { ...{ v: 1, purpose: 'bianyin.delegation-acceptance/1', delegationSm3 }, ...who } as const;
  const signed = await signStatement(delegationAcceptanceKind, value, signerOf(token, certificate));
  const remark = grantorName(moment, facts, delegationSm3);
  put(moment, 'delegation-accepted', signed, { remark }, (now, log) => admitAcceptance(now, log, signed));
  return delegationSm3;
}

/** Ends one at once. Returns what it is called by. Errors: as `signDelegation`. */
export async function signRevocation(
  moment: HomeMoment,
  token: OpenToken,
  { delegationSm3, reason }: { readonly delegationSm3: string; readonly reason: string },
): Promise<string> {
  const { facts, who, certificate } = actorIn(moment, token);
  requireShownDelegation(token.shown, delegationSm3);
  const purpose = 'bianyin.delegation-revocation/1';
  const value = { ...{ v: 1, purpose, delegationSm3, reason }, ...who } as const;
  const signed = await signStatement(delegationRevocationKind, value, signerOf(token, certificate));
  const remark = grantorName(moment, facts, delegationSm3);
  put(moment, 'delegation-revoked', signed, { remark, reason }, (now, log) =>
    admitRevocation(now, log, signed),
  );
  return delegationSm3;
}

/** Errors: `journal-broken`, as `policyInForce`, `person-not-on-token`. */
function actorIn(moment: HomeMoment, token: OpenToken) {
  requireSoundRegister(moment.store);
  const facts = policyFacts(moment);
  return { facts, ...signerNow(moment, token, policyInForce(facts).value) };
}

function put(
  moment: HomeMoment,
  event: DelegationEvent,
  signed: SignedStatement,
  entry: { readonly remark: string; readonly reason?: string },
  admit: (facts: PolicyFacts, log: readonly LoggedDelegation[]) => unknown,
): void {
  const facts = policyFacts(moment);
  moment.store.addDelegation(event, signed, entry, ({ policies, clockFloor, delegations }) =>
    admit({ ...facts, policies, clockFloor }, delegationLog(delegations)),
  );
}

function grantorName(moment: HomeMoment, facts: PolicyFacts, sm3: string): string {
  const { grant } = requireLogged(delegationLog(moment.store.delegations()), sm3);
  return nameIn(facts, grant.value.personId);
}

function nameIn(facts: PolicyFacts, id: string): string {
  return policyInForce(facts).value.people.find((each) => each.id === id)?.name ?? id;
}
