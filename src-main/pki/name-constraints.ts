/** Name constraints along a path (RFC 5280 §4.2.1.10, §6.1.4 g): what is permitted narrows, what is excluded grows. */
import type { Certificate } from './certificate.ts';
import type { GeneralName } from './general-name.ts';
import { isWithin } from './name.ts';

/** Constraints met so far: every list of permitted subtrees must be satisfied, none of the excluded may match. */
export interface NameRules {
  readonly permitted: readonly (readonly GeneralName[])[];
  readonly excluded: readonly GeneralName[];
}

export const noNameRules: NameRules = Object.freeze({ permitted: [], excluded: [] });

/** The rules that hold below `issuer`. */
export function narrowNames(rules: NameRules, issuer: Certificate): NameRules {
  const own = issuer.nameConstraints;
  if (!own) return rules;
  return {
    permitted: [...rules.permitted, own.permitted],
    excluded: [...rules.excluded, ...own.excluded],
  };
}

/** Whether every name of the certificate obeys the rules. A kind of name that cannot be compared but is constrained does not. */
export function namesAllowed(rules: NameRules, certificate: Certificate): boolean {
  return namesOf(certificate).every((name) => isAllowed(rules, name));
}

function isAllowed(rules: NameRules, name: GeneralName): boolean {
  const sameKind = (base: GeneralName): boolean =>
    base.kind === name.kind && (base.kind !== 'other' || name.kind !== 'other' || base.tag === name.tag);
  if (rules.excluded.some((base) => sameKind(base) && matches(name, base, true))) return false;
  return rules.permitted.every((bases) => {
    const relevant = bases.filter(sameKind);
    return relevant.length === 0 || relevant.some((base) => matches(name, base, false));
  });
}

/** Subject, its e-mail attributes when there is no such alternative name, and the alternative names. */
function namesOf(certificate: Certificate): readonly GeneralName[] {
  const alternatives = certificate.subjectAltName ?? [];
  const subject: readonly GeneralName[] =
    certificate.subject.keys.length > 0 ? [{ kind: 'directory', name: certificate.subject }] : [];
  const emails = alternatives.some((each) => each.kind === 'email')
    ? []
    : certificate.subject.relativeNames.flat().filter((each) => each.oid === '1.2.840.113549.1.9.1');
  return [
    ...subject,
    ...emails.map(({ exact, value }) => ({ kind: 'email', text: exact ?? value }) as const),
    ...alternatives,
  ];
}

/** `unknown` is the answer for kinds that cannot be compared: excluded matches, permitted does not. */
function matches(name: GeneralName, base: GeneralName, unknown: boolean): boolean {
  if (name.kind === 'directory' && base.kind === 'directory') return isWithin(name.name, base.name);
  if (name.kind === 'dns' && base.kind === 'dns') return dnsWithin(name.text, base.text);
  if (name.kind === 'email' && base.kind === 'email') return emailWithin(name.text, base.text);
  if (name.kind === 'uri' && base.kind === 'uri') return uriWithin(name.text, base.text, unknown);
  if (name.kind === 'ip' && base.kind === 'ip') return addressWithin(name.octets, base.octets, unknown);
  return unknown;
}

function dnsWithin(host: string, base: string): boolean {
  const [a, b] = [host.toLowerCase(), base.toLowerCase()];
  return b === '' || a === b || a.endsWith(b.startsWith('.') ? b : '.' + b);
}

/** A host, a domain with a leading dot (its hosts, not itself), or one mailbox. */
function hostWithin(host: string, base: string): boolean {
  const [a, b] = [host.toLowerCase(), base.toLowerCase()];
  return b.startsWith('.') ? a.endsWith(b) : a === b;
}

function emailWithin(email: string, base: string): boolean {
  const at = email.lastIndexOf('@');
  if (base.includes('@')) {
    const baseAt = base.lastIndexOf('@');
    return (
      email.slice(0, at) === base.slice(0, baseAt) && hostWithin(email.slice(at + 1), base.slice(baseAt + 1))
    );
  }
  return base === '' || hostWithin(email.slice(at + 1), base);
}

/** Only URIs with a host name can be judged (RFC 5280: others must be rejected when constrained). */
function uriWithin(uri: string, base: string, unknown: boolean): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri)?.[1];
  return host === undefined ? unknown : hostWithin(host, base);
}

function addressWithin(address: Uint8Array, base: Uint8Array, unknown: boolean): boolean {
  if (base.length !== 8 && base.length !== 32) return unknown;
  const half = base.length / 2;
  if (address.length !== half) return false;
  return address.every((byte, i) => ((byte ^ (base[i] ?? 0)) & (base[half + i] ?? 0)) === 0);
}
