/**
 * Whether two certificates are of one person: a UKey is renewed every few years, and the person stays. Two people of one name
 * are never taken for one: without a number of the person's own in both certificates, somebody has to decide.
 */
import type { Policy } from '../../../approval/policy.ts';
import type { DraftIssue } from '../../../contract/office-views.ts';
import { equalBytes } from '../../../crypto/bytes.ts';
import { isSocialCreditCode } from '../../../domain/social-credit-code.ts';
import type { Certificate } from '../../../pki/certificate.ts';
import { sameName } from '../../../pki/name.ts';
import { organisationCodes } from '../../../pki/organisation-code.ts';
import type { KnownCertificates } from './people-certificates.ts';

type Likeness = 'same' | 'unclear' | 'different';
type Person = Pick<Policy['people'][number], 'id' | 'name' | 'certificateSm3'>;

/** Subject attribute serialNumber (GB/T 20518-2018 §5.2.4): the number of a person, where it is not the enterprise's code. */
const serialNumber = '2.5.4.5';

/** Whether two certificates are one person's: name and organisation are the same, and then the key, or the personal number that one authority gave. Without numbers it is `unclear`. */
export function likenessOf(a: Certificate, b: Certificate): Likeness {
  if (nameOf(a) === '' || nameOf(a) !== nameOf(b) || !isOfOneOrganisation(a, b)) return 'different';
  if (equalBytes(a.publicKey.spki, b.publicKey.spki)) return 'same';
  const [first, second] = [personNumber(a), personNumber(b)];
  if (first === null || second === null) return 'unclear';
  if (first !== second) return 'different';
  // Another authority may number its people anew.
  return sameName(a.issuer, b.issuer) ? 'same' : 'unclear';
}

/** The one person whose certificate this renews, or undefined: nobody, or more than one. */
export function renewedPerson<T extends Person>(
  people: readonly T[],
  certificate: Certificate,
  known: KnownCertificates,
): T | undefined {
  const [only, ...more] = people.filter(({ certificateSm3 }) =>
    certificateSm3.some((digest) => {
      const before = known.get(digest);
      return before !== undefined && likenessOf(before, certificate) === 'same';
    }),
  );
  return more.length === 0 ? only : undefined;
}

/** 换了证书, against the policy in force; and people of one name who may be one person. */
export function renewalIssues(
  people: readonly Person[],
  before: readonly Person[],
  known: KnownCertificates,
): DraftIssue[] {
  const renewed = people.filter(({ id, certificateSm3 }) => {
    const old = before.find((each) => each.id === id);
    return old !== undefined && !certificateSm3.some((digest) => old.certificateSm3.includes(digest));
  });
  const doubtful = people.filter((person, i) =>
    people.some((other, j) => j < i && mayBeOne(person, other, known)),
  );
  return [
    ...renewed.map(({ name }) => issue('certificate-renewed', name)),
    ...[...new Set(doubtful.map(({ name }) => name))].map((name) => issue('same-name', name)),
  ];
}

function mayBeOne(a: Person, b: Person, known: KnownCertificates): boolean {
  if (a.name !== b.name) return false;
  return a.certificateSm3.some((one) =>
    b.certificateSm3.some((other) => {
      const [first, second] = [known.get(one), known.get(other)];
      return !first || !second || likenessOf(first, second) !== 'different';
    }),
  );
}

function issue(code: DraftIssue['code'], name: string): DraftIssue {
  return { level: 'warning', code, detail: { name } };
}

function nameOf({ subject }: Certificate): string {
  return (subject.commonName ?? '').normalize('NFC').trim();
}

function isOfOneOrganisation(a: Certificate, b: Certificate): boolean {
  const [first, second] = [organisationCodes(a), organisationCodes(b)];
  if (first.length > 0 && second.length > 0) return first.some((code) => second.includes(code));
  return a.subject.organization !== undefined && a.subject.organization === b.subject.organization;
}

function personNumber({ subject }: Certificate): string | null {
  const found = subject.relativeNames.flat().find(({ oid }) => oid === serialNumber)?.exact ?? '';
  return found.trim() === '' || isSocialCreditCode(found.trim()) ? null : found;
}
