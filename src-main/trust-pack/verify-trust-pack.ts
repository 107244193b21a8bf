/**
 * Whether a trust pack may be believed: signed under a root that was trusted before, by a certificate that may sign packs and
 * nothing else. It says nothing about order (older, forked): that is the business of whoever remembers other packs.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm2Verify } from '../crypto/sm2.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { projectOids } from '../domain/project-oids.ts';
import type { Certificate } from '../pki/certificate.ts';
import { verifyCrl, type CertificateList } from '../pki/crl.ts';
import { sameName } from '../pki/name.ts';
import { buildPath } from '../pki/path.ts';
import { requireGenuineSnapshot } from '../seal/status-snapshot.ts';
import { packRoots, type TrustPack } from './read-trust-pack.ts';

export interface PackTrust {
  /** SM3 (hex) of the roots that were trusted before this pack. */
  readonly roots: ReadonlySet<string>;
  /** Revocation lists known besides those of the pack. */
  readonly crls: readonly CertificateList[];
  /** When the signer's path must be good: now when a pack comes in, its own time when it is read back. */
  readonly at: Date;
  /** `known`: a missing or outdated list refuses. `if-known`: it does not. */
  readonly revocation: 'known' | 'if-known';
}

/**
 * Errors: `trust-pack-signature-bad`, `trust-pack-signer-purpose`, `trust-pack-signer-untrusted`, `trust-root-not-announced`,
 * `crl-issuer-unknown`, `snapshot-signature-bad`, `snapshot-signer-untrusted`, `trust-pack-malformed` (another city's status).
 */
export function verifyTrustPack(pack: TrustPack, trust: PackTrust): void {
  requireSigner(pack, trust);
  const authorities = [...pack.roots, ...pack.intermediates];
  for (const list of pack.crls) {
    const isKnown = authorities.some(
      (each) => sameName(each.subject, list.issuer) && verifyCrl(list, each.publicKey),
    );
    if (!isKnown) throw new BianyinError('crl-issuer-unknown');
  }
  if (!pack.status) return;
  const { roots: anchors, intermediates } = pack;
  const crls = [...pack.crls, ...trust.crls];
  requireGenuineSnapshot(pack.status, { anchors, intermediates, crls }, trust.revocation);
  if (pack.status.body.scope !== pack.header.scope) {
    throw new BianyinError('trust-pack-malformed', { what: 'scope' });
  }
}

/**
 * Whether the key in the pack's own certificate signed it, and may sign packs; whose key it is, is another question.
 * Errors: `trust-pack-signature-bad`, `trust-pack-signer-purpose`.
 */
export function requirePackSignature({ signer, headerBytes, signature }: TrustPack): void {
  if (signer.publicKey.kind !== 'sm2' || !sm2Verify(signer.publicKey.sm2Point, headerBytes, signature)) {
    throw new BianyinError('trust-pack-signature-bad');
  }
  if (!signer.extendedKeyUsage?.purposes.includes(projectOids.trustPackPurpose)) {
    throw new BianyinError('trust-pack-signer-purpose', { name: signer.subject.commonName ?? '' });
  }
}

function requireSigner(pack: TrustPack, { roots, crls, at, revocation }: PackTrust): void {
  requirePackSignature(pack);
  const { codes } = buildPath(pack.signer, {
    anchors: trustedRoots(pack, roots),
    intermediates: pack.intermediates,
    crls: [...pack.crls, ...crls],
    at,
    purpose: 'signing',
  });
  const tolerated: readonly string[] =
    revocation === 'known' ? [] : ['REVOCATION_MISSING', 'REVOCATION_STALE'];
  const problem = codes.find((code) => !tolerated.includes(code));
  if (problem) throw new BianyinError('trust-pack-signer-untrusted', { why: problem });
}

/** Roots of the pack that were trusted before it came: only under one of these may it announce others. */
function trustedRoots(pack: TrustPack, roots: ReadonlySet<string>): Certificate[] {
  const trusted = pack.roots.filter(({ der }) => roots.has(toHex(sm3(der))));
  if (trusted.length === 0) throw new BianyinError('trust-root-not-announced', { roots: rootsText(pack) });
  return trusted;
}

/** Names and digests of the roots, for a sentence. */
export function rootsText(pack: TrustPack): string {
  return packRoots(pack)
    .map(({ name, sm3: digest }) => `${name} ${digest}`)
    .join('；');
}
