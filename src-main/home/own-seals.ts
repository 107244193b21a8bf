/** Which seals a home may rely on: those of the register that are in use, made by a trusted maker, under one root. */
import { sealOfType, sealsInUse, typeCodeOf } from '../city/seal-register.ts';
import { equalBytes, toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { projectOids } from '../domain/project-oids.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { buildPath } from '../pki/path.ts';
import type { SealCheck } from '../seal/seal-check.ts';
import { checkSeal } from '../seal/seal-rules.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import type { StatusState } from '../seal/status-snapshot.ts';
import type { BelievedStatus, BelievedTrust } from './believed-trust.ts';

/** What of a home decides about its seals. */
export interface SealsAtMoment {
  readonly trust: BelievedTrust;
  readonly status: BelievedStatus;
  /** All seals of the register, those out of use included. */
  readonly seals: readonly SESeal[];
  readonly now: Date;
  /** By which certificates and seals are judged: the clock, or what is on record where that is a little later. */
  readonly judgedAt: Date;
}

/** Seals of the register that are not over, the newest first. A status that cannot be believed retires nothing here. */
export function usableSeals(moment: SealsAtMoment): SESeal[] {
  return sealsInUse(moment.seals, statusOrNull(moment), moment.trust);
}

/** A seal of the register that this home may rely on today. Errors: `seal-not-in-register`, `seal-not-trusted`. */
export function trustedSeal(moment: SealsAtMoment, typeCode: SealTypeCode): SESeal {
  const seal = sealOfType(usableSeals(moment), typeCode);
  requireTrustedSeal(moment, seal);
  return seal;
}

/**
 * The seal on a token must be the one that the city delivered to this home, octet by octet, and hang from the same root as
 * the seal of the legal representative: an esID alone is only a number.
 * Errors: `seal-not-trusted`, `seal-not-as-registered`, `seal-other-authority`.
 */
export function requireOwnSeal(moment: SealsAtMoment, seal: SESeal): void {
  requireTrustedSeal(moment, seal);
  const { name } = seal.info;
  if (!moment.seals.some((each) => equalBytes(each.der, seal.der))) {
    throw new BianyinError('seal-not-as-registered', { seal: name });
  }
  if (!legalSeals(moment).every((each) => haveOneAuthority(moment, each, seal))) {
    throw new BianyinError('seal-other-authority', { seal: name });
  }
}

/** Hex SM3 of the certificates that the seals 05 in use list: whoever holds one of their keys signs policies. */
export function legalCertificates(moment: SealsAtMoment): string[] {
  return legalSeals(moment).flatMap(listedIn);
}

/** The same of the seals 05 that could be relied on at an earlier time, those that are over by now among them. */
export function legalCertificatesAt(moment: SealsAtMoment, time: Date): string[] {
  const seals = moment.seals.filter((each) => typeCodeOf(each) === '05');
  return seals.filter((each) => findingAgainst(moment, each, time) === undefined).flatMap(listedIn);
}

function listedIn({ info: { certificateList: list } }: SESeal): string[] {
  return list.type === 'certificates'
    ? list.certificates.map((der) => toHex(sm3(der)))
    : list.digests.map((digest) => toHex(digest.value));
}

/** Errors: `seal-not-trusted` when there are some and none can be relied on. */
function legalSeals(moment: SealsAtMoment): SESeal[] {
  const all = usableSeals(moment).filter((each) => typeCodeOf(each) === '05');
  const trusted = all.filter((each) => findingAgainst(moment, each) === undefined);
  const [first] = all;
  if (first && trusted.length === 0) requireTrustedSeal(moment, first);
  return trusted;
}

/** Maker's signature, maker's certificate, validity (GB/T 38540-2020 §6.2). */
function requireTrustedSeal(moment: SealsAtMoment, seal: SESeal): void {
  const bad = findingAgainst(moment, seal);
  if (bad) throw new BianyinError('seal-not-trusted', { seal: seal.info.name, code: bad.code ?? bad.check });
}

function findingAgainst(
  { trust, judgedAt }: SealsAtMoment,
  seal: SESeal,
  at: Date = judgedAt,
): SealCheck | undefined {
  return checkSeal(seal, { ...trust, at, now: judgedAt, isTimeProven: true }).find(
    (check) => check.outcome === 'fail' || check.outcome === 'unsure',
  );
}

/** One root, and one key that vouches for those who made them (docs/adr/0027). */
function haveOneAuthority(moment: SealsAtMoment, a: SESeal, b: SESeal): boolean {
  const [one, other] = [authorityOf(moment, a), authorityOf(moment, b)];
  return one !== null && other !== null && one.root === other.root && one.key === other.key;
}

/**
 * The anchor that a seal's maker leads to, and the key that vouches for the maker; hex SM3. The anchor alone says little: whoever
 * writes the home puts a root of their own above the genuine authority, by a cross certificate, and both hang from it then. A
 * maker who is one only because a file of this home says so vouches for no other.
 */
function authorityOf({ trust, judgedAt }: SealsAtMoment, seal: SESeal): { root: string; key: string } | null {
  const maker = parseCertificate(seal.makerCertificate);
  const { path, anchored } = buildPath(maker, { ...trust, at: judgedAt, purpose: 'signing' });
  const root = anchored ? path.at(-1) : undefined;
  const isMarked = maker.extendedKeyUsage?.purposes.includes(projectOids.sealMakingPurpose) === true;
  const voucher = isMarked ? (path[1] ?? maker) : maker;
  return root ? { root: toHex(sm3(root.der)), key: toHex(sm3(voucher.publicKey.spki)) } : null;
}

function statusOrNull({ status }: SealsAtMoment): StatusState | null {
  return orElse(() => status.read(), null);
}
