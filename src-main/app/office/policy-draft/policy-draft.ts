/**
 * Writing the next policy: it begins as a copy of the one in force, or as the profile of the city; people and seals come in by
 * their certificates and tokens. Nothing of it applies before the legal representative has signed it.
 */
import { policyKind, type Policy } from '../../../approval/policy.ts';
import { otherEnterpriseIssues, policyIssues } from '../../../approval/policy-issues.ts';
import { policyFromProfile } from '../../../approval/policy-profile.ts';
import { withDutiesNeeded } from '../../../approval/small-firm.ts';
import { policyInForce } from '../../../approval/policy-chain.ts';
import { openStatement } from '../../../approval/statement.ts';
import { typeCodeOf } from '../../../city/seal-register.ts';
import { toHex } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import type {
  DraftChange,
  DraftIssue,
  PolicyDraftView,
  PolicyEffectView,
  ProfileId,
} from '../../../contract/office-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { orElse } from '../../../domain/errors/or-else.ts';
import { instantText } from '../../../domain/instant.ts';
import { usableSeals } from '../../../home/own-seals.ts';
import { policyFacts, type HomeMoment } from '../../../home/home-moment.ts';
import {
  policyEffect,
  wholeEffect,
  type PolicyEffect,
  type WholeEffect,
} from '../../../home/policy-effect.ts';
import { parseCertificate, type Certificate } from '../../../pki/certificate.ts';
import { organisationCodes } from '../../../pki/organisation-code.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import { certificateOfSeal, personalCertificate, sealsOf } from '../setup/setup-tokens.ts';
import { readProfile } from '../policy-profiles.ts';
import { receiveSeals, recordReceived, type ReceivedSeal } from '../setup/connect-enterprise.ts';
import { dropDraft, readDraft, withoutEmpty, writeDraft, type Draft } from './draft-file.ts';
import {
  keepCertificate,
  knownCertificates,
  personCertificateView,
  requirePersonCertificate,
  type KnownCertificates,
} from './people-certificates.ts';
import { renewalIssues, renewedPerson } from './same-person.ts';

/** The draft as it is, with what is wrong with it. */
export async function showDraft(session: AppSession): Promise<PolicyDraftView> {
  const tokens = await session.signer().listTokens();
  return withMoment(session, (moment) => viewOf(session, moment, tokens));
}

/** Takes a page's changes. People and seals that are left out go; new ones do not come in this way. */
export function saveDraft(session: AppSession, change: DraftChange): void {
  withMoment(session, (moment) => {
    const before = currentDraft(session, moment);
    const people = before.people.flatMap((person) => {
      const next = change.people.find(({ id }) => id === person.id);
      const { id, certificateSm3, deputies = [] } = person;
      return next ? [withoutEmpty({ deputies, ...next, id, certificateSm3, name: next.name.trim() })] : [];
    });
    const ids = people.map(({ id }) => id);
    const here = people.map((person) => withDeputiesAmong(person, ids));
    const seals = before.seals.flatMap((seal) => {
      const next = change.seals.find(({ esId }) => esId === seal.esId);
      return next ? [{ ...seal, keepers: next.keepers.filter((id) => ids.includes(id)) }] : [];
    });
    writeDraft(session.home, { people: here, seals, matrix: change.matrix });
  });
}

/**
 * Adds the person of a token, and its seals with that person as keeper. The legal representative is who holds seal 05.
 * Errors: `token-not-found`, `token-without-certificate`, those of `requirePersonCertificate`.
 */
export async function addToken(session: AppSession, label: string): Promise<void> {
  const token = (await session.signer().listTokens()).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  const certificate = personalCertificate(token);
  if (!certificate) throw new BianyinError('token-without-certificate', { token: label });
  receiveFrom(session, token);
  withMoment(session, (moment) => {
    requirePersonCertificate(moment, certificate);
    keepCertificate(session.home, certificate);
    const known = knownCertificates(session.home, moment, [token]);
    const { draft, id } = withPerson(currentDraft(session, moment), certificate, known);
    writeDraft(session.home, withSealsOf(moment, draft, id, token));
  });
}

/** 领取: the seals of a token come into the register of this machine. Errors: `token-not-found`. */
export async function receiveToken(session: AppSession, label: string): Promise<readonly ReceivedSeal[]> {
  const token = (await session.signer().listTokens()).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  return receiveFrom(session, token);
}

function receiveFrom(session: AppSession, token: TokenSummaryMessage): readonly ReceivedSeal[] {
  const received = receiveSeals(session.home, token, session.now());
  withMoment(session, (moment) => recordReceived(moment, received));
  return received;
}

/** Adds the person of a certificate file. Errors: `certificate-malformed`, those of `requirePersonCertificate`. */
export function addCertificate(session: AppSession, octets: Uint8Array): void {
  const certificate = parseCertificate(octets);
  withMoment(session, (moment) => {
    requirePersonCertificate(moment, certificate);
    keepCertificate(session.home, certificate);
    const known = knownCertificates(session.home, moment, []);
    writeDraft(session.home, withPerson(currentDraft(session, moment), certificate, known).draft);
  });
}

/** Rules, amounts and steps of a profile in place of those that are there; people and seals stay. Returns the draft after it. */
export function takeProfile(session: AppSession, id: ProfileId): Draft {
  const { matrix } = readProfile(id);
  return withMoment(session, (moment) => {
    writeDraft(session.home, { ...currentDraft(session, moment), matrix });
    return currentDraft(session, moment);
  });
}

/** Back to the policy in force. */
export function forgetDraft(session: AppSession): void {
  dropDraft(session.home);
}

/** The draft as a policy to be signed now. Errors: `draft-not-ready`. */
export function policyToSign(session: AppSession): Policy {
  return withMoment(session, (moment) => {
    const draft = currentDraft(session, moment);
    const count = policyIssues(draft).filter(({ level }) => level === 'error').length;
    if (count > 0) throw new BianyinError('draft-not-ready', { count });
    return asPolicy(moment, draft);
  });
}

/** What signing the draft now would change; null while nothing is written that differs. Errors: `draft-not-ready`, as `policyEffect`. */
export function draftEffect(session: AppSession): PolicyEffect | null {
  return withMoment(session, (moment) => {
    const draft = currentDraft(session, moment);
    const before = inForce(moment);
    if (before !== undefined && isSame(before, draft)) return null;
    const count = policyIssues(draft).filter(({ level }) => level === 'error').length;
    if (count > 0) throw new BianyinError('draft-not-ready', { count });
    return policyEffect(moment, asPolicy(moment, draft));
  });
}

/** What `change` makes of the draft, kept as the draft. What it throws leaves the draft as it was. */
export function changeDraft(session: AppSession, change: (draft: Draft, moment: HomeMoment) => Draft): void {
  withMoment(session, (moment) => writeDraft(session.home, change(currentDraft(session, moment), moment)));
}

/** The draft as it would be after `change`, for a look; nothing is kept. `effect` is null while something keeps it from being signed. */
export function lookAtDraft(
  session: AppSession,
  change: (draft: Draft, moment: HomeMoment) => Draft,
): DraftLook {
  return withMoment(session, (moment) => {
    const before = currentDraft(session, moment);
    const draft = withDutiesNeeded(change(before, moment));
    const issues = policyIssues(draft);
    const isReady = !issues.some(({ level }) => level === 'error');
    const effect = isReady ? wholeEffect(moment, asPolicy(moment, draft)) : null;
    const known = policyIssues(before).map((each) => JSON.stringify(each));
    return { before, draft, issues: issues.filter((each) => !known.includes(JSON.stringify(each))), effect };
  });
}

export interface DraftLook {
  readonly before: Draft;
  readonly draft: Draft;
  /** Those that the change brings. */
  readonly issues: readonly DraftIssue[];
  readonly effect: WholeEffect | null;
}

function asPolicy(moment: HomeMoment, { people, seals, matrix }: Draft): Policy {
  const { now, settings, store } = moment;
  const { enterprise } = settings;
  const time = instantText(now);
  // No policy works backwards: where another clock was ahead, it begins where the register stands.
  const seen = store.latestTime();
  const validFrom = seen !== null && seen > now ? instantText(seen) : time;
  const previous = newestOnRecord(moment);
  const facts = { id: `policy-${(previous?.sequence ?? 0) + 1}`, enterprise, validFrom, time };
  return policyFromProfile(matrix, { ...facts, people, seals }, previous);
}

/** The one that the next has to name, whether it counts today or not. */
function newestOnRecord({
  store,
}: HomeMoment): { readonly sequence: number; readonly sm3: string } | undefined {
  const signed = store.policies().at(-1);
  if (!signed) return undefined;
  const { value, sm3: digest } = openStatement(policyKind, signed);
  return { sequence: value.sequence, sm3: digest };
}

/** As pages see it. */
export function viewOfEffect({ sequence, differences, touched, going }: PolicyEffect): PolicyEffectView {
  return {
    ...{ sequence, going },
    differences: differences.map(({ code, detail }) => ({ code, detail: { ...detail } })),
    touched: touched.map(({ refusal, ...each }) => ({ ...each, refusal: { ...refusal } })),
  };
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

function isSame(before: Draft, draft: Draft): boolean {
  return JSON.stringify(editable(before)) === JSON.stringify(editable(draft));
}

/** What two drafts are compared by: the order of keys and of seals makes no difference. */
function editable({ people, seals, matrix }: Draft): unknown {
  const { profile, currency, bounds, requestHours, timeStamp = null, combined = [], rules } = matrix;
  const kept = seals.toSorted((a, b) => a.esId.localeCompare(b.esId));
  return [
    people.map(({ id, name, department = '', roles, certificateSm3, deputies = [] }) => [
      ...[id, name, department, roles, deputies],
      certificateSm3,
    ]),
    kept.map(({ typeCode, esId, keepers }) => [typeCode, esId, keepers]),
    [profile, currency, Object.entries(bounds).sort(), requestHours, timeStamp, combined],
    rules.map(({ matter, seal, tiers, needs, applicants }) => [matter, seal, tiers, needs, applicants]),
  ];
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

/** What is being written, else what is in force, else the profile without anybody in it. */
function currentDraft(session: AppSession, moment: HomeMoment): Draft {
  const draft = readDraft(session.home) ?? inForce(moment) ?? lastWritten(moment) ?? fromProfile();
  const known = draft.seals.map(({ esId }) => esId);
  // Seals that were received since stand in the list, without keepers: somebody has to decide.
  const more = usableSeals(moment).flatMap((seal) => {
    const typeCode = typeCodeOf(seal);
    const { esId } = seal.info;
    return typeCode === null || known.includes(esId) ? [] : [{ typeCode, esId, keepers: [] }];
  });
  const seals = [...draft.seals, ...more].toSorted((a, b) => a.typeCode.localeCompare(b.typeCode));
  return withDutiesNeeded({ people: draft.people, seals, matrix: draft.matrix });
}

function fromProfile(): Draft {
  return { people: [], seals: [], matrix: readProfile('kaifeng-2022-22').matrix };
}

/** Where a policy stops counting because of who signed it, the next one has to be written and signed all the same. */
const notCounting: ReadonlySet<string> = new Set([
  'policy-missing',
  'policy-not-yet-valid',
  'policy-before-restore',
  'policy-signer-wrong',
  'policy-signer-other-enterprise',
  'signer-certificate-expired',
  'signer-certificate-revoked',
  'signer-certificate-untrusted',
]);

/** The policy in force, or undefined while there is none that holds. */
function inForce(moment: HomeMoment): Policy | undefined {
  try {
    return policyInForce(policyFacts(moment)).value;
  } catch (error) {
    if (error instanceof BianyinError && notCounting.has(error.code)) return undefined;
    throw error;
  }
}

/** What the last policy said, as a beginning for the next: nothing of it counts before it is signed anew. */
function lastWritten({ store }: HomeMoment): Policy | undefined {
  const signed = store.policies().at(-1);
  return signed && openStatement(policyKind, signed).value;
}

/** Nobody stands in who is not there (any more). */
function withDeputiesAmong(person: Draft['people'][number], ids: readonly string[]): Draft['people'][number] {
  const { deputies = [], ...rest } = person;
  const left = deputies.filter((id) => id !== rest.id && ids.includes(id));
  return left.length > 0 ? { ...rest, deputies: left } : rest;
}

/** The same certificate again changes nothing; a renewed one takes the place of the one before, with everything else kept. */
function withPerson(
  draft: Draft,
  certificate: Certificate,
  certificates: KnownCertificates,
): { draft: Draft; id: string } {
  const digest = toHex(sm3(certificate.der));
  const known = draft.people.find(({ certificateSm3 }) => certificateSm3.includes(digest));
  if (known) return { draft, id: known.id };
  const renewed = renewedPerson(draft.people, certificate, certificates);
  if (renewed) {
    const people = draft.people.map((each) =>
      each.id === renewed.id ? { ...each, certificateSm3: [digest] } : each,
    );
    return { draft: { ...draft, people }, id: renewed.id };
  }
  const id = `p-${digest.slice(0, 12)}`;
  const name = (certificate.subject.commonName ?? '').normalize('NFC').trim().slice(0, 60);
  const person = { id, name, roles: [], certificateSm3: [digest] };
  return { draft: { ...draft, people: [...draft.people, person] }, id };
}

function withSealsOf(moment: HomeMoment, draft: Draft, id: string, token: TokenSummaryMessage): Draft {
  const held = sealsOf(token).filter((seal) => certificateOfSeal(token, seal) !== undefined);
  const known = moment.seals.map(({ info }) => info.esId);
  const own = held.filter(({ info }) => known.includes(info.esId));
  const isLegal = own.some((seal) => typeCodeOf(seal) === '05');
  const roles = [...(isLegal ? (['legal'] as const) : []), ...(own.length > 0 ? (['keeper'] as const) : [])];
  const esIds = own.map(({ info }) => info.esId);
  return {
    ...draft,
    people: draft.people.map((person) =>
      person.id === id ? { ...person, roles: [...new Set([...person.roles, ...roles])] } : person,
    ),
    seals: draft.seals.map((seal) =>
      esIds.includes(seal.esId) ? { ...seal, keepers: [...new Set([...seal.keepers, id])] } : seal,
    ),
  };
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
