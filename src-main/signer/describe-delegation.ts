/** What a signature about a delegation (docs/adr/0045) is about, as the signer reads it, before any PIN is there; and what pins it (docs/adr/0037). */
import { canonicalJson } from '../approval/canonical-json.ts';
import type { DelegationGrant } from '../approval/delegation.ts';
import { requireLogged } from '../approval/delegation-admission.ts';
import { delegationLog } from '../approval/delegation-log.ts';
import { policyInForce } from '../approval/policy-chain.ts';
import type { Policy } from '../approval/policy.ts';
import { textSm3 } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { policyFacts, type HomeMoment } from '../home/home-moment.ts';
import { actingPerson } from './acting-person.ts';
import type { DelegationSubject } from './answers.ts';
import type { DelegationDraft } from './messages.ts';
import type { TokenCertificate } from './pkcs11/certificate-objects.ts';

/** All of a delegation but by which certificate and when it is signed. */
type Granted = Omit<DelegationGrant, 'v' | 'purpose' | 'certificateSm3' | 'time'>;

/** One that is not signed yet, by whoever holds the token. Errors: as `policyInForce`, `person-not-on-token`. */
export function describeDelegation(
  moment: HomeMoment,
  token: { readonly label: string; readonly certificates: readonly TokenCertificate[] },
  draft: DelegationDraft,
): DelegationSubject {
  const { value, sm3 } = policyInForce(policyFacts(moment));
  const granted = grantedBy(draft, { policySm3: sm3, personId: actingPerson(value, token).person.id });
  return { shownSm3: grantedSm3(granted), ...toldOf(value, granted) };
}

/** One that is on record. Errors: `delegation-refused`, as `policyInForce`. */
export function describeStoredDelegation(moment: HomeMoment, delegationSm3: string): DelegationSubject {
  const { grant } = requireLogged(delegationLog(moment.store.delegations()), delegationSm3);
  return { shownSm3: grant.sm3, ...toldOf(policyInForce(policyFacts(moment)).value, grant.value) };
}

/** What a grantor says, with what the signer adds. */
export function grantedBy(
  { maxAmount, currency, ...draft }: DelegationDraft,
  who: Pick<Granted, 'policySm3' | 'personId'>,
): Granted {
  return {
    ...who,
    ...draft,
    ...(maxAmount === undefined ? {} : { maxAmount, currency: currency ?? 'CNY' }),
  };
}

/** By this a delegation is known again that has no text yet: hex SM3. */
export function grantedSm3(granted: Granted): string {
  return textSm3(canonicalJson({ granted }));
}

/** Errors: `delegation-refused` for another delegation than was shown. */
export function requireShownDelegation(shown: readonly string[] | undefined, sm3: string): void {
  if (shown !== undefined && !shown.includes(sm3))
    throw new BianyinError('delegation-refused', { what: 'not-as-shown' });
}

function toldOf(policy: Policy, value: Granted): Omit<DelegationSubject, 'shownSm3'> {
  const nameOf = (id: string): string => policy.people.find((each) => each.id === id)?.name ?? id;
  return {
    ...{ grantor: nameOf(value.personId), deputy: nameOf(value.deputyId) },
    seals: value.esIds.map((esId) => policy.seals.find((each) => each.esId === esId)?.typeCode ?? null),
    ...{ matters: [...value.matters], from: value.from, until: value.until },
    ...{ maxAmount: value.maxAmount ?? null, currency: value.currency ?? null },
  };
}
