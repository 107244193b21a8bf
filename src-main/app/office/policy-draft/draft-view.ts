/** The next policy as pages show it, with what is wrong with it, what it would change, and whose UKey can sign it. */
import { otherEnterpriseIssues, policyIssues } from '../../../approval/policy-issues.ts';
import { toHex } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import type { DraftIssue, PolicyDraftView, PolicyEffectView } from '../../../contract/office-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { orElse } from '../../../domain/errors/or-else.ts';
import { policyFacts, type HomeMoment } from '../../../home/home-moment.ts';
import { policyEffect, type PolicyEffect } from '../../../home/policy-effect.ts';
import { organisationCodes } from '../../../pki/organisation-code.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import { personalCertificate } from '../setup/setup-tokens.ts';
import { type Draft } from './draft-file.ts';
import { knownCertificates, personCertificateView } from './people-certificates.ts';
import { renewalIssues } from './same-person.ts';
import { currentDraft, inForce, newestOnRecord, asPolicy, isSame } from './draft-base.ts';

/** The draft as it is, with what is wrong with it. */
export async function showDraft(session: AppSession): Promise<PolicyDraftView> {
  const tokens = await session.signer().listTokens();
  return withMoment(session, (moment) => viewOf(session, moment, tokens));
}

function viewOf(
  session: AppSession,
  moment: HomeMoment,
  tokens: readonly TokenSummaryMessage[],
): PolicyDraftView {
  const draft = currentDraft(session, moment);
  const before = inForce(moment);
  const known = knownCertificates(session.home, moment, tokens);
  const people = draft.people.map(({ id, name, department, roles, certificateSm3, deputies = [] }) => ({
    ...{ id, name, roles, deputies, department: department ?? '' },
    certificates: certificateSm3.map((each) => personCertificateView(moment, known, each)),
  }));
  const codesOf = (digest: string): readonly string[] => {
    const certificate = known.get(digest);
    return certificate ? organisationCodes(certificate) : [];
  };
  const elsewhere = otherEnterpriseIssues(draft.people, moment.settings.enterprise.uscc, codesOf);
  const renewals = renewalIssues(draft.people, before?.people ?? [], known);
  const isChanged = before === undefined || !isSame(before, draft);
  const found = policyIssues(draft);
  const isReady = isChanged && !found.some(({ level }) => level === 'error');
  return {
    sequence: (newestOnRecord(moment)?.sequence ?? 0) + 1,
    enterprise: moment.settings.enterprise,
    isChanged,
    effect: isReady ? orElse(() => viewOfEffect(policyEffect(moment, asPolicy(moment, draft))), null) : null,
    people,
    seals: draft.seals.map((seal) => ({ ...seal, name: nameOf(moment, seal.esId) })),
    matrix: draft.matrix,
    issues: [...found, ...certificateIssues(people), ...elsewhere, ...renewals],
    strangers: strangersAmong(tokens, draft),
    signer: signerLabel(moment, tokens),
  };
}

/** As pages see it. */
export function viewOfEffect({ sequence, differences, touched, going }: PolicyEffect): PolicyEffectView {
  return {
    ...{ sequence, going },
    differences: differences.map(({ code, detail }) => ({ code, detail: { ...detail } })),
    touched: touched.map(({ refusal, ...each }) => ({ ...each, refusal: { ...refusal } })),
  };
}

function certificateIssues(people: PolicyDraftView['people']): DraftIssue[] {
  return people.flatMap(({ name, certificates }) =>
    certificates
      .filter(({ state }) => state !== 'ok' && state !== 'absent')
      .map(({ state }) => ({
        level: 'warning' as const,
        code: 'certificate-bad' as const,
        detail: { name, state },
      })),
  );
}

function nameOf(moment: HomeMoment, esId: string): string {
  return moment.seals.find(({ info }) => info.esId === esId)?.info.name ?? esId;
}

/** Tokens with a certificate of somebody who is not in the draft. */
function strangersAmong(tokens: readonly TokenSummaryMessage[], { people }: Draft): string[] {
  const known = people.flatMap(({ certificateSm3 }) => certificateSm3);
  const isStranger = (token: TokenSummaryMessage): boolean => {
    const certificate = personalCertificate(token);
    return certificate !== undefined && !known.includes(toHex(sm3(certificate.der)));
  };
  return tokens.filter(isStranger).map(({ label }) => label);
}

/** Refuses a token that cannot sign a policy, before anybody types its PIN. Errors: `token-not-found`, `person-not-on-token`. */
export async function requireLegalToken(session: AppSession, label: string): Promise<void> {
  const token = (await session.signer().listTokens()).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  const isLegal = withMoment(session, (moment) => signerLabel(moment, [token]) !== null);
  if (!isLegal) throw new BianyinError('person-not-on-token', { token: label });
}

/** The token with a certificate that seal 05 lists. */
function signerLabel(moment: HomeMoment, tokens: readonly TokenSummaryMessage[]): string | null {
  const { legalCertificates } = policyFacts(moment);
  const digestsOf = ({ certificates }: TokenSummaryMessage): string[] =>
    certificates.map(({ certificate }) => toHex(sm3(Buffer.from(certificate, 'base64'))));
  return (
    tokens.find((token) => digestsOf(token).some((each) => legalCertificates.includes(each)))?.label ?? null
  );
}
