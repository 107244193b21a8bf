/** Which seals a home may rely on: those of the register that are in use, made by a trusted maker, under one root. */
import { sealOfType, sealsInUse, typeCodeOf } from '../city/seal-register.ts';
import type { StatusStore } from '../city/status-store.ts';
import type { TrustMaterial } from '../city/trust-store.ts';
import { equalBytes, toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { buildPath } from '../pki/path.ts';
import type { SealCheck } from '../seal/seal-check.ts';
import { checkSeal } from '../seal/seal-rules.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import type { StatusState } from '../seal/status-snapshot.ts';

/** What of a home decides about its seals. */
export interface SealWorld {
  readonly trust: TrustMaterial;
  readonly status: StatusStore;
  /** All seals of the register, those out of use included. */
  readonly seals: readonly SESeal[];
  readonly now: Date;
}

/** Seals of the register that are not over, the newest first. A status that cannot be believed retires nothing here. */
export function usableSeals(world: SealWorld): SESeal[] {
  return sealsInUse(world.seals, statusOrNull(world), world.trust);
}

/** A seal of the register that this home may rely on today. Errors: `seal-not-in-register`, `seal-not-trusted`. */
export function trustedSeal(world: SealWorld, typeCode: SealTypeCode): SESeal {
  const seal = sealOfType(usableSeals(world), typeCode);
  requireTrustedSeal(world, seal);
  return seal;
}

/**
 * The seal on a token must be the one that the city delivered to this home, octet by octet, and hang from the same root as
 * the seal of the legal representative: an esID alone is only a number.
 * Errors: `seal-not-trusted`, `seal-not-as-registered`, `seal-other-authority`.
 */
export function requireOwnSeal(world: SealWorld, seal: SESeal): void {
  requireTrustedSeal(world, seal);
  const { name } = seal.info;
  if (!world.seals.some((each) => equalBytes(each.der, seal.der))) {
    throw new BianyinError('seal-not-as-registered', { seal: name });
  }
  const root = rootOf(world, seal);
  if (legalSeals(world).some((each) => rootOf(world, each) !== root)) {
    throw new BianyinError('seal-other-authority', { seal: name });
  }
}

/** Hex SM3 of the certificates that the seals 05 in use list: whoever holds one of their keys signs policies. */
export function legalCertificates(world: SealWorld): string[] {
  return legalSeals(world).flatMap(({ info: { certificateList: list } }) =>
    list.type === 'certificates'
      ? list.certificates.map((der) => toHex(sm3(der)))
      : list.digests.map((digest) => toHex(digest.value)),
  );
}

/** Errors: `seal-not-trusted` when there are some and none can be relied on. */
function legalSeals(world: SealWorld): SESeal[] {
  const all = usableSeals(world).filter((each) => typeCodeOf(each) === '05');
  const trusted = all.filter((each) => findingAgainst(world, each) === undefined);
  const [first] = all;
  if (first && trusted.length === 0) requireTrustedSeal(world, first);
  return trusted;
}

/** Maker's signature, maker's certificate, validity (GB/T 38540-2020 §6.2). */
function requireTrustedSeal(world: SealWorld, seal: SESeal): void {
  const bad = findingAgainst(world, seal);
  if (bad) throw new BianyinError('seal-not-trusted', { seal: seal.info.name, code: bad.code ?? bad.check });
}

function findingAgainst({ trust, now }: SealWorld, seal: SESeal): SealCheck | undefined {
  return checkSeal(seal, { ...trust, at: now, now, isTimeProven: true }).find(
    (check) => check.outcome === 'fail' || check.outcome === 'unsure',
  );
}

/** Hex SM3 of the anchor that the maker's certificate leads to. */
function rootOf({ trust, now }: SealWorld, seal: SESeal): string {
  const maker = parseCertificate(seal.makerCertificate);
  const { path, anchored } = buildPath(maker, { ...trust, at: now, purpose: 'signing' });
  const root = anchored ? path.at(-1) : undefined;
  return root ? toHex(sm3(root.der)) : '';
}

function statusOrNull({ status, trust }: SealWorld): StatusState | null {
  return orElse(() => status.read(trust), null);
}
